/**
 * Asks the database what everybody may do with a table, and compares with the rules. Works in any transaction, undoes whatever
 * it writes, and answers with what disagrees: nothing, when all is as promised.
 */
import { z } from "zod";
import { type Handle, readPolicies, type Table } from "./catalog";
import { mayAct, maySee } from "./expect";
import { privileges } from "./privileges";
import { insertText, keyText, makeRow, type Place } from "./rows";
import { TABLES, type TableRule } from "./rules";
import { type Answer, type Check, REFUSED, runChecks, said } from "./run";
import { type Actor, accessWorld, type World } from "./world";

const quote = (name: string): string => `"${name}"`;

interface Scene {
  world: World;
  table: Table;
  rule: TableRule;
  name: string;
}

/** A row to try: one of each place, and for tables about people the asker's own. */
interface Target {
  label: string;
  where: string;
  place?: Place;
}

function targets({ world, table, rule }: Scene, actor: Actor): Target[] {
  const placed = Object.values(world.places).flatMap((place) => {
    const row = place.rows.get(table.name);
    return row ? [{ label: place.name, where: keyText(table, row), place }] : [];
  });
  if (!rule.self || !actor.claims) return placed;
  return [...placed, { label: "his own", where: `t.${quote(rule.self)} = '${actor.claims.sub ?? ""}'` }];
}

const seen = z.record(z.string(), z.boolean());

function reads(scene: Scene): Check[] {
  const { world, table, rule, name } = scene;
  return world.actors.map((actor) => {
    const rows = targets(scene, actor);
    const parts = rows.map(({ label, where }) => `'${label}', exists (select 1 from ${name} as t where ${where})`);
    return {
      question: { claims: actor.claims, value: true, sql: `select jsonb_build_object(${parts.join(", ")})` },
      judge: (answer) => {
        const anonymous = actor.claims === null;
        if (anonymous !== (answer.state === REFUSED)) return `${table.name}: ${actor.name} select: ${said(answer)}`;
        if (anonymous) return undefined;
        if (answer.state) return `${table.name}: ${actor.name} select: ${said(answer)}`;
        const sees = seen.parse(answer.value);
        const wrong = rows.flatMap(({ label, place }) => {
          const expected = place ? maySee(world, actor, rule, place) : actor.person !== undefined;
          return sees[label] === expected ? [] : [`${expected ? "does not see" : "sees"} ${label}`];
        });
        return wrong.length > 0 ? `${table.name}: ${actor.name} ${wrong.join(", ")}` : undefined;
      },
    };
  });
}

const judged =
  (what: string, allowed: boolean) =>
  (answer: Answer): string | undefined => {
    const isDone = answer.state === null && answer.rows === 1;
    const isRefused = answer.state === REFUSED || (answer.state === null && answer.rows === 0);
    return (allowed ? isDone : isRefused)
      ? undefined
      : `${what}: ${said(answer)}, expected ${allowed ? "allowed" : "refused"}`;
  };

function inserts({ world, table, rule }: Scene): Check[] {
  const write = rule.insert;
  if (!write) return [];
  return world.actors.flatMap((actor) =>
    Object.values(world.places).flatMap((place) => {
      const row = makeRow(table, place);
      if (!row) return [];
      const allowed = mayAct(world, actor, write.who, place);
      const words = `${table.name}: ${actor.name} insert in ${place.name}`;
      const check = {
        question: { claims: actor.claims, sql: insertText(table, row) },
        judge: judged(words, allowed),
      };
      if (!allowed || !write.forge) return [check];
      const forged = {
        claims: actor.claims,
        before: `grant insert on public.${quote(table.name)} to authenticated`,
        sql: insertText(table, { ...row, ...write.forge }),
      };
      return [check, { question: forged, judge: judged(`${words}, forged`, false) }];
    }),
  );
}

/**
 * `with check` has to refuse moving rows away even if a grant ever allowed it, so the right is lent on every column first. Without
 * a `where` no select policy has a say: what refuses is the check alone.
 */
function move(scene: Scene, actor: Actor): Check {
  const { world, table, rule, name } = scene;
  const column = rule.self ?? (table.name === "tenants" ? "id" : "tenant_id");
  const away = rule.self ? "somebody-else" : world.places.b1.tenant;
  const question = {
    claims: actor.claims,
    before: `grant update on ${name} to authenticated`,
    sql: `update ${name} set ${quote(column)} = '${away}'`,
  };
  return {
    question,
    judge: (answer) =>
      answer.state === REFUSED ? undefined : `${table.name}: ${actor.name} moves his rows away: ${said(answer)}`,
  };
}

/**
 * Writes without looking: no `where`, so no select policy narrows it down. What `using` lets through beside his own rows is then
 * refused by the check, and a change that should simply work does not.
 */
function blind({ world, table, name }: Scene, actor: Actor, column: string): Check {
  const value = JSON.stringify({ value: world.places.a1.rows.get(table.name)?.[column] }).replaceAll("'", "''");
  const type = table.columns.find((candidate) => candidate.name === column)?.type ?? "text";
  const sql = `update ${name} set ${quote(column)} = ('${value}'::jsonb ->> 'value')::${type}`;
  return {
    question: { claims: actor.claims, sql },
    judge: (answer) =>
      answer.state === null ? undefined : `${table.name}: ${actor.name} writes beyond his rows: ${said(answer)}`,
  };
}

function updates(scene: Scene): Check[] {
  const { world, table, rule, name } = scene;
  const write = rule.update;
  const [column] = write?.columns ?? [];
  if (!write || column === undefined) return [];
  return world.actors.flatMap((actor) => {
    const rows = targets(scene, actor).map((target) => {
      const own = write.who === "self" && !target.place && actor.person !== undefined;
      const allowed = own || (target.place !== undefined && mayAct(world, actor, write.who, target.place));
      const set = `${quote(column)} = t.${quote(column)}`;
      return {
        allowed,
        question: { claims: actor.claims, sql: `update ${name} as t set ${set} where ${target.where}` },
        judge: judged(`${table.name}: ${actor.name} update ${target.label}`, allowed),
      };
    });
    const writesAtHome =
      rows.some((row) => row.allowed) && (rule.self || actor.works?.tenant === world.places.a1.tenant);
    return writesAtHome ? [...rows, move(scene, actor), blind(scene, actor, write.columns.at(-1) ?? column)] : rows;
  });
}

function deletes({ world, table, rule, name }: Scene): Check[] {
  const who = rule.remove;
  if (!who) return [];
  return world.actors.flatMap((actor) =>
    targets({ world, table, rule, name }, actor).map(({ label, where, place }) => ({
      question: { claims: actor.claims, sql: `delete from ${name} as t where ${where}` },
      judge: judged(
        `${table.name}: ${actor.name} delete ${label}`,
        place !== undefined && mayAct(world, actor, who, place),
      ),
    })),
  );
}

/** A policy for a command nobody was granted does nothing, and would be in force the day somebody is. */
async function idlePolicies(sql: Handle, table: Table, rule: TableRule): Promise<string[]> {
  const used: Record<string, unknown> = {
    select: rule.read,
    insert: rule.insert,
    update: rule.update,
    delete: rule.remove,
  };
  const policies = await readPolicies(sql, "public", table.name);
  return policies
    .filter((policy) => used[policy.command] === undefined)
    .map((policy) => `${table.name}: policy ${policy.name} is for ${policy.command}, which nobody may`);
}

/** What disagrees with the rules of this table or view, in words; empty when nothing does. */
export async function checkTable(sql: Handle, tableName: string): Promise<string[]> {
  const world = accessWorld();
  const table = world.tables.get(tableName);
  const rule = TABLES[tableName];
  if (!table) return [`${tableName}: not in the schema`];
  if (!rule) return [`${tableName}: no rule in testing/access/rules.ts`];
  const gap = world.gaps.get(tableName);
  if (gap !== undefined) return [`${tableName}: no row to look at (${gap})`];
  const scene: Scene = { world, table, rule, name: `public.${quote(tableName)}` };
  const checks = [
    ...privileges(world, table, rule),
    ...reads(scene),
    ...inserts(scene),
    ...updates(scene),
    ...deletes(scene),
  ];
  return [...(await runChecks(sql, checks)), ...(await idlePolicies(sql, table, rule))];
}
