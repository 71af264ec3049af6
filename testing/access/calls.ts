/** Every function, called by everybody, with real values. */
import { z } from "zod";
import type { Handle } from "./catalog";
import { type Caller, FUNCTIONS, type FunctionRule } from "./function-rules";
import { type Argument, fillIn, template, waysOf, wordsOf } from "./inputs";
import type { Place } from "./rows";
import type { Answer, Question } from "./run";
import type { Actor, World } from "./world";

export interface Callable {
  name: string;
  arguments: Argument[];
  rule: FunctionRule;
  isSet: boolean;
  source: string;
  /** Says of itself that it changes nothing. */
  isStable: boolean;
  /** Which of the ways to call it. */
  way: number;
}

export async function readCallables(sql: Handle): Promise<Callable[]> {
  const rows = await sql<
    { name: string; names: string[] | null; types: string[]; is_set: boolean; is_stable: boolean; source: string }[]
  >`
    select p.proname as name, p.proargnames[1:p.pronargs] as names, p.proretset as is_set, p.provolatile <> 'v' as is_stable,
           array(select format_type(t.oid, null) from unnest(p.proargtypes) with ordinality as a (oid, n) join pg_type as t on t.oid = a.oid order by a.n) as types,
           p.prosrc || coalesce((select string_agg(q.prosrc, ' ') from pg_proc as q where q.pronamespace = 'private'::regnamespace and q.proname = p.proname), '') as source
      from pg_proc as p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by 1`;
  return rows.flatMap((row) => {
    const rule = FUNCTIONS[row.name];
    if (!rule || rule.who === "service") return [];
    const args = (row.names ?? []).map((name, index) => ({ name, type: row.types[index] ?? "text" }));
    const made = {
      name: row.name,
      arguments: args,
      rule,
      isSet: row.is_set,
      isStable: row.is_stable,
      source: row.source,
    };
    return waysOf(row.name).map((way) => ({
      ...made,
      rule: way === 1 && rule.second ? { ...rule, who: rule.second } : rule,
      way,
    }));
  });
}

const literal = (value: unknown, type: string): string => {
  if (value === null || value === undefined) return `null::${type}`;
  const text =
    type.endsWith("[]") && Array.isArray(value)
      ? `{${value.join(",")}}`
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
  return `'${text.replaceAll("'", "''")}'::${type}`;
};

/** The call with the values of `place`; the words in `foreign` are those of `other`. */
export function callText(
  callable: Callable,
  place: Place,
  foreign: readonly string[] = [],
  other: Place = place,
): string {
  const values = callable.arguments.flatMap((argument) => {
    const value = fillIn(template(callable.name, argument, callable.way), place, foreign, other);
    return value === undefined ? [] : [`${argument.name} => ${literal(value, argument.type)}`];
  });
  const call = `public.${callable.name}(${values.join(", ")})`;
  return callable.isSet
    ? `select coalesce(jsonb_agg(to_jsonb(r)), '[]') from ${call} as r`
    : `select to_jsonb(${call})`;
}

/** The arguments as the REST API takes them. */
export function callArguments(callable: Callable, place: Place): Record<string, unknown> {
  return Object.fromEntries(
    callable.arguments.flatMap((argument) => {
      const value = fillIn(template(callable.name, argument, callable.way), place, [], place);
      return value === undefined ? [] : [[argument.name, value]];
    }),
  );
}

export const isReader = (callable: Callable): boolean => callable.isStable;

/** Rows of others that a call speaks of. */
export const wordsIn = (callable: Callable): string[] => [
  ...new Set(callable.arguments.flatMap((argument) => wordsOf(template(callable.name, argument, callable.way)))),
];

const KINDS: Readonly<Record<string, (actor: Actor) => boolean>> = {
  everyone: () => true,
  user: (actor) => isUser(actor),
  member: (actor) => isUser(actor) && actor.works !== undefined,
  owner: (actor) => actor.works?.role === "owner",
  visitor: (actor) => actor.claims?.["actor"] === "public",
  "user or visitor": (actor) => actor.claims?.["actor"] === undefined || actor.claims?.["actor"] === "public",
  customer: (actor) => actor.customer !== undefined,
  api: (actor) => actor.works?.role === "api",
  directory: (actor) => actor.claims?.["actor"] === "directory",
  "wa-runner": (actor) => actor.works !== undefined && actor.claims?.["actor"] === "wa-runner",
  webhook: (actor) => actor.works !== undefined && actor.claims?.["actor"] === "webhook",
  concierge: (actor) => actor.works !== undefined && actor.claims?.["actor"] === "concierge",
};

const isUser = (actor: Actor): boolean =>
  actor.claims !== null && actor.claims["actor"] === undefined && actor.claims["session_id"] === undefined;

/** Whether this actor may call it at all, with things of his own. */
export function mayCall(world: World, actor: Actor, who: Caller, rule: FunctionRule): boolean {
  if (!actor.claims) return false;
  const kind = KINDS[who];
  if (kind) return kind(actor);
  const works = actor.works;
  if (!works || (rule.person && !isUser(actor))) return false;
  if (works.can) return works.can.has(who);
  if (who === "privacy") {
    return actor.claims["actor"] === "privacy" || world.capabilities.get("privacy.manage")?.has(works.role) === true;
  }
  return world.capabilities.get(who)?.has(works.role) === true || (who === "customer.pii" && works.pii);
}

/** Refused for who he is, before anything was looked at. */
export const isForbidden = (answer: Answer): boolean =>
  answer.state === "42501" ||
  answer.state === "PT401" ||
  (answer.state === "PT403" && answer.message === "auth.forbidden");

export function question(actor: Actor, sql: string, after?: string): Question {
  return { claims: actor.claims, sql, value: true, ...(after === undefined ? {} : { after }) };
}

export const textOf = (answer: Answer): string =>
  z
    .string()
    .catch("")
    .parse(JSON.stringify(answer.value ?? null));
