/** Rights on a table, column by column and command by command: what the API's roles were granted, whoever asks. */
import type { Table } from "./catalog";
import type { TableRule, WriteRule } from "./rules";
import type { Answer, Check } from "./run";
import { REFUSED, said } from "./run";
import type { Actor, World } from "./world";

const quote = (name: string): string => `"${name}"`;

const writes = (rule: WriteRule | undefined, column: string): boolean => rule?.columns.includes(column) === true;

function right(table: Table, actor: Actor, what: string, sql: string, allowed: boolean): Check {
  const who = actor.claims ? "authenticated" : "anon";
  return {
    question: { claims: actor.claims, sql },
    judge: (answer) =>
      (answer.state !== REFUSED) === allowed
        ? undefined
        : `${table.name}: ${who} ${what}: ${said(answer)}, ${allowed ? "should be" : "must not be"} granted`,
  };
}

/** Nothing is read or written: Postgres judges rights before it looks at rows. */
export function privileges(world: World, table: Table, rule: TableRule): Check[] {
  const name = `public.${quote(table.name)}`;
  const isTable = table.kind === "table";
  const askers = world.actors.filter((actor) => actor.name === "anonymous" || actor.name === "owner");
  const rights = isTable ? "truncate,references,trigger,maintain" : "insert,update,delete,truncate";
  return [
    ...askers.flatMap((actor) => {
      const signed = actor.claims !== null;
      return [
        ...table.columns.flatMap(({ name: column, type }) => {
          const c = quote(column);
          const read = right(
            table,
            actor,
            `select ${column}`,
            `select ${c} from ${name} limit 0`,
            signed && !rule.hidden?.includes(column),
          );
          if (!isTable) return [read];
          const update = `update ${name} set ${c} = default where false`;
          const insert = `insert into ${name} (${c}) overriding system value select null::${type} where false`;
          return [
            read,
            right(table, actor, `update ${column}`, update, signed && writes(rule.update, column)),
            right(table, actor, `insert ${column}`, insert, signed && writes(rule.insert, column)),
          ];
        }),
        ...(isTable
          ? [right(table, actor, "delete", `delete from ${name} where false`, signed && rule.remove !== undefined)]
          : []),
      ];
    }),
    {
      question: {
        claims: { sub: "nobody" },
        value: true,
        sql: `select coalesce(jsonb_agg(r || ' ' || p), '[]') from unnest(array['anon', 'authenticated']) as r,
          unnest(string_to_array('${rights}', ',')) as p where has_table_privilege(r, '${name}', p)`,
      },
      judge: (answer: Answer) =>
        JSON.stringify(answer.value) === "[]" ? undefined : `${table.name}: granted ${JSON.stringify(answer.value)}`,
    },
  ];
}
