/** What the capability table and the rules promise an actor about the rows of a place. */
import type { Place } from "./rows";
import type { TableRule, Who } from "./rules";
import type { Actor, World } from "./world";

export function mayAct(world: World, actor: Actor, who: Who | "self" | "nobody", place: Place): boolean {
  if (who === "self" || who === "nobody") return false;
  if (who === "everyone") return actor.claims !== null;
  const works = actor.works;
  if (!works || works.tenant !== place.tenant) return false;
  // A program's key belongs to no team.
  if (works.can) return works.can.has(who);
  if (who === "member") return true;
  return world.capabilities.get(who)?.has(works.role) === true || (who === "customer.pii" && works.pii);
}

export function maySee(world: World, actor: Actor, rule: TableRule, place: Place): boolean {
  if (actor.customer && rule.read !== "everyone") {
    if (actor.customer.tenant !== place.tenant) return false;
    return rule.customer === "shop" || (rule.customer === "own" && actor.customer.id === place.customer);
  }
  if (!mayAct(world, actor, rule.read, place)) return false;
  return rule.outlet !== true || !actor.works?.outlets || actor.works.outlets.includes(place.outlet);
}
