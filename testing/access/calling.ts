/** Calls every function as everybody: with things of his own place, with another outlet's and with another tenant's. */

import { type Callable, callText, isForbidden, mayCall, question, readCallables, textOf, wordsIn } from "./calls";
import type { Handle } from "./catalog";
import { OUTLET_WORDS, wordValue } from "./inputs";
import { type Place, SECRET_COST } from "./rows";
import { TABLES } from "./rules";
import { type Answer, ask, said } from "./run";
import { type Actor, accessWorld, type World } from "./world";

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Ids of rows in a place; with `outletOnly` of those that belong to its outlet, not to the whole business. */
function idsOf(place: Place, outletOnly = false): string[] {
  const ids = [...place.rows.entries()].flatMap(([table, row]) =>
    outletOnly && TABLES[table]?.outlet !== true ? [] : [row["id"]],
  );
  const all = [...ids, ...(outletOnly ? [] : [place.tenant, place.outlet, place.customer])];
  return [...new Set(all.map(String).filter((id) => uuid.test(id)))];
}

/**
 * A function that tells what the question just asked did to what the ids stand for: rows written since that mention one of them,
 * and tables in which the other tenant has more or fewer rows than before. Nothing else works in these two businesses.
 */
async function printer(sql: Handle, world: World, ids: readonly string[]): Promise<string> {
  const { a1, b1 } = world.places;
  const [counted] = await sql<{ counts: Record<string, number> }[]>`
    select jsonb_object_agg(c.oid::regclass::text, (xpath('/row/n/text()',
             query_to_xml(format('select count(*) as n from %s where tenant_id = %L', c.oid::regclass, ${b1.tenant}::uuid), false, true, '')))[1]::text::int) as counts
      from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     where a.attname = 'tenant_id' and c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`;
  return `create or replace function pg_temp.access_print() returns jsonb language plpgsql as $body$
    declare
      v_since bigint := pg_current_xact_id()::text::bigint % 4294967296;
      v_counts jsonb := '${JSON.stringify(counted?.counts ?? {})}';
      v_found jsonb := '[]';
      v_table text;
      v_rows bigint;
      v_others bigint;
    begin
      -- Only tables that were written to in this transaction are looked at.
      for v_table in select s.relid::regclass::text from pg_stat_xact_user_tables as s where s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0 loop
        continue when not v_counts ? v_table;
        execute format('select count(*) filter (where t.xmin::text::bigint >= $1 and t::text ~ $2), count(*) filter (where t.tenant_id = $4)
          from %s as t where t.tenant_id in ($3, $4)', v_table) into v_rows, v_others using v_since, '${ids.join("|")}', '${a1.tenant}'::uuid, '${b1.tenant}'::uuid;
        if v_rows > 0 or v_others <> (v_counts ->> v_table)::bigint then v_found := v_found || to_jsonb(v_table); end if;
      end loop;
      return v_found;
    end $body$`;
}

/** What an answer must not hold, whatever was asked: others' ids, contact data and costs without the right to them. */
function spills(world: World, actor: Actor, answer: Answer, given: ReadonlySet<string>): string[] {
  const text = textOf(answer);
  const { a1, a2, b1 } = world.places;
  const may = (capability: string): boolean => holds(world, actor, capability);
  const home = actor.works?.tenant ?? actor.customer?.tenant;
  const isBound = actor.works?.outlets?.includes(a1.outlet) === true;
  const bearsLink = actor.claims?.["actor"] === "public";
  const foreign = [
    ...(home === a1.tenant || bearsLink ? [] : [...idsOf(a1), ...idsOf(a2)]),
    ...(home === b1.tenant || bearsLink ? [] : idsOf(b1)),
    ...(isBound ? idsOf(a2, true) : []),
  ];
  const phones = [a1, a2, b1].map((place) => String(place.rows.get("customer_contacts")?.["phone"]));
  return [
    ...foreign
      .filter((id) => id !== actor.also && !given.has(id) && text.includes(id))
      .map((id) => `answers with ${id} of another`),
    ...(may("customer.pii") || bearsLink
      ? []
      : phones.filter((phone) => text.includes(phone)).map(() => "answers with a phone")),
    ...(may("cost.read") || !text.includes(String(SECRET_COST)) ? [] : ["answers with a cost"]),
  ];
}

const holds = (world: World, actor: Actor, capability: string): boolean => {
  const works = actor.works;
  if (!works) return false;
  return (
    works.can?.has(capability) ??
    (world.capabilities.get(capability)?.has(works.role) === true || (capability === "customer.pii" && works.pii))
  );
};

/** Each function as each actor, with things of the first outlet: refused exactly when the rule says so, and nothing is spilled. */
export async function checkCalls(sql: Handle, only?: string): Promise<string[]> {
  const world = accessWorld();
  const { a1 } = world.places;
  const wrong: string[] = [];
  for (const callable of await readCallables(sql)) {
    if (only !== undefined && callable.name !== only) continue;
    const answers = await ask(
      sql,
      world.actors.map((actor) => question(actor, callText(callable, a1))),
    );
    for (const [index, actor] of world.actors.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      const at = `${callable.name}(): ${actor.name}`;
      if (answer.state === "42883" || answer.state === "42725")
        wrong.push(`${at}: could not be called: ${said(answer)}`);
      const given = new Set(wordsIn(callable).map((word) => wordValue(a1, word)));
      wrong.push(...spills(world, actor, answer, given).map((what) => `${at} ${what}`));
      if (callable.rule.who === "everyone") {
        if (!actor.claims && answer.state !== "42501") wrong.push(`${at}: ${said(answer)}`);
        continue;
      }
      const works = actor.works?.tenant ?? a1.tenant;
      const allowed = mayCall(world, actor, callable.rule.who, callable.rule);
      // Somebody of another tenant may also be told that there is no such thing.
      const isRefused = works === a1.tenant ? isForbidden(answer) : answer.state !== null;
      if (allowed ? works === a1.tenant && isRefused : !isRefused) {
        wrong.push(`${at}: ${said(answer)}, expected ${allowed ? "allowed" : "refused"}`);
      }
    }
  }
  return wrong;
}

interface Foreign {
  callable: Callable;
  actor: Actor;
  words: string[];
}

async function checkForeign(
  sql: Handle,
  world: World,
  other: Place,
  ids: readonly string[],
  cases: readonly Foreign[],
): Promise<string[]> {
  const { a1 } = world.places;
  const helper = await printer(sql, world, ids);
  const print = "select pg_temp.access_print()";
  const wrong: string[] = [];
  for (const batch of Map.groupBy(cases, (entry) => entry.callable.name).values()) {
    const questions = batch.map(({ callable, actor, words }) =>
      question(actor, callText(callable, a1, words, other), print),
    );
    const answers = await ask(sql, questions, helper);
    for (const [index, { callable, actor, words }] of batch.entries()) {
      const answer = answers[index];
      if (!answer || answer.state !== null) continue;
      const at = `${callable.name}(): ${actor.name} with ${words.join(" and ")} of ${other.name}`;
      const touched = JSON.stringify(answer.after);
      if (touched !== "[]") wrong.push(`${at} touches or mentions what is another's: ${touched}`);
      const given = new Set(words.map((word) => wordValue(other, word)));
      const told = ids.filter((id) => !given.has(id) && textOf(answer).includes(id));
      wrong.push(...told.map((id) => `${at} answers with ${id}`));
    }
  }
  return wrong;
}

/** One word at a time, then all of them. */
const choices = (words: readonly string[]): string[][] => [
  ...words.map((word) => [word]),
  ...(words.length > 1 ? [[...words]] : []),
];

/** Ids of another tenant in every argument: whoever may call the function is refused, or nothing happens. */
export async function checkForeignTenant(sql: Handle, only?: string): Promise<string[]> {
  const world = accessWorld();
  const { a1, b1 } = world.places;
  const callables = (await readCallables(sql)).filter(({ name }) => only === undefined || name === only);
  const askers = world.actors.filter((actor) => (actor.works?.tenant ?? actor.customer?.tenant) === a1.tenant);
  const cases = callables.flatMap((callable) =>
    askers
      .filter((actor) => mayCall(world, actor, callable.rule.who, callable.rule))
      .flatMap((actor) => choices(wordsIn(callable)).map((words) => ({ callable, actor, words }))),
  );
  return checkForeign(sql, world, b1, idsOf(b1), cases);
}

/** Ids of another outlet of the same tenant, by everybody who works in one outlet only. */
export async function checkForeignOutlet(sql: Handle, only?: string): Promise<string[]> {
  const world = accessWorld();
  const { a1, a2 } = world.places;
  const callables = (await readCallables(sql)).filter(({ name }) => only === undefined || name === only);
  const askers = world.actors.filter((actor) => actor.works?.outlets?.includes(a1.outlet) === true);
  const cases = callables.flatMap((callable) => {
    const words = wordsIn(callable).filter((word) => OUTLET_WORDS.has(word));
    return askers
      .filter((actor) => mayCall(world, actor, callable.rule.who, callable.rule))
      .flatMap((actor) => choices(words).map((chosen) => ({ callable, actor, words: chosen })));
  });
  return checkForeign(sql, world, a2, [...idsOf(a2, true), a2.outlet], cases);
}

/** Keys with an id that a function reads from its jsonb and that no call above gives it. */
export async function unprobedKeys(sql: Handle): Promise<string[]> {
  const { a1 } = accessWorld().places;
  const ways = Map.groupBy(await readCallables(sql), (callable) => callable.name);
  return [...ways].flatMap(([name, callables]) => {
    const source = callables[0]?.source ?? "";
    const read = [...source.matchAll(/\bp(?:_change)? ->>? '(\w*_id|\w*_ids|id|path|assignee)'/g)];
    const calls = callables.map((callable) => callText(callable, a1)).join();
    return [...new Set(read.map((match) => match[1] ?? ""))]
      .filter((key) => !["client_id", "provider_id"].includes(key) && !calls.includes(`"${key}"`))
      .map((key) => `${name}(): ${key}`);
  });
}
