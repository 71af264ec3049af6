/** Functions that work in an outlet ask whether it is the caller's, before anything else could stop him. */
import { callText, mayCall, question, readCallables, wordsIn } from "./calls";
import type { Handle } from "./catalog";
import { OUTLET_WORDS } from "./inputs";
import { ask, said } from "./run";
import { accessWorld } from "./world";

const ASKS = /private\.require\('[a-z_.]+', [a-z_.]+\)/;
const WRONG_OUTLET = "auth.wrong_outlet";

/** With things of an outlet that is not his, whoever is bound to one is told that the outlet is the reason. */
export async function checkOutletAsked(sql: Handle, only?: string): Promise<string[]> {
  const world = accessWorld();
  const { a1, a2 } = world.places;
  const bound = world.actors.filter((actor) => actor.works?.outlets?.includes(a1.outlet) === true);
  const wrong: string[] = [];
  for (const callable of await readCallables(sql)) {
    const words = wordsIn(callable).filter((word) => OUTLET_WORDS.has(word));
    const isAsked = callable.way === 0 && ASKS.test(callable.source) && words.length > 0;
    if (only === undefined ? !isAsked : callable.name !== only || callable.way !== 0) continue;
    const actors = bound.filter((actor) => mayCall(world, actor, callable.rule.who, callable.rule));
    const answers = await ask(
      sql,
      actors.map((actor) => question(actor, callText(callable, a1, words, a2))),
    );
    for (const [index, answer] of answers.entries()) {
      if (answer.message === WRONG_OUTLET) continue;
      wrong.push(`${callable.name}(): ${actors[index]?.name} in an outlet not his: ${said(answer)}`);
    }
  }
  return wrong;
}
