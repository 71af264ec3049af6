/** docs/access.md: what was measured, for people. Capabilities first, then tables, files and functions. */

import { ROLES } from "@/testing/shop";
import { callText, isForbidden, mayCall, question, readCallables } from "./calls";
import type { Handle } from "./catalog";
import { FUNCTIONS } from "./function-rules";
import { keyText } from "./rows";
import { BUCKETS, TABLES, type TableRule } from "./rules";
import { ask } from "./run";
import { type Actor, accessWorld, filePath, type World } from "./world";

const YES = "●";
const SOME = "◐";
const NO = "·";

/** Columns of the tables below: who, and the name of the actor who stands for him. */
const SHOWN: readonly (readonly [heading: string, actor: string])[] = [
  ...ROLES.map((role) => [role, role] as const),
  ["key", "key"],
  ["wa-runner", "wa-runner"],
  ["concierge", "concierge"],
  ["customer", "customer"],
  ["visitor", "visitor of public pages"],
  ["suspended", "suspended admin"],
  ["anonymous", "anonymous"],
];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(headings), row(headings.map((_, index) => (index === 0 ? "---" : ":-:"))), ...rows.map(row)].join("\n");

function shown(world: World): Actor[] {
  return SHOWN.map(([, name]) => {
    const actor = world.actors.find((candidate) => candidate.name === name);
    if (!actor) throw new Error(`nobody is ${name}`);
    return actor;
  });
}

function capabilities(world: World): string {
  const roles = [...ROLES, "system"];
  const rows = [...world.capabilities.entries()]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([name, held]) => [`\`${name}\``, ...roles.map((role) => (held.has(role) ? YES : NO))]);
  return table(["capability", ...roles], rows);
}

/** Which of the rows are seen: own outlet, other outlet, other tenant. */
async function readsOf(sql: Handle, world: World, name: string): Promise<string[]> {
  const found = world.tables.get(name);
  if (!found) return [];
  const places = [world.places.a1, world.places.a2, world.places.b1];
  const parts = places.map((place) => {
    const own = place.rows.get(name);
    return own ? `exists (select 1 from public."${name}" as t where ${keyText(found, own)})` : "false";
  });
  const answers = await ask(
    sql,
    shown(world).map((actor) => ({
      claims: actor.claims,
      value: true as const,
      sql: `select jsonb_build_array(${parts.join(", ")})`,
    })),
  );
  return answers.map((answer) => {
    const [own, other, foreign] = Array.isArray(answer.value) ? answer.value : [];
    if (foreign === true && TABLES[name]?.read !== "everyone") return "**other tenant**";
    if (own !== true) return NO;
    return other === true ? YES : SOME;
  });
}

function writesOf(rule: TableRule): string {
  const words = [
    ...(rule.insert ? [`insert \`${rule.insert.who}\``] : []),
    ...(rule.update ? [`update \`${rule.update.who}\` (${rule.update.columns.join(", ")})`] : []),
    ...(rule.remove ? [`delete \`${rule.remove}\``] : []),
    ...(rule.hidden ? [`never read: ${rule.hidden.join(", ")}`] : []),
  ];
  return words.join("; ") || "–";
}

async function tables(sql: Handle, world: World): Promise<string> {
  const rows: string[][] = [];
  for (const [name, rule] of Object.entries(TABLES)) {
    rows.push([`\`${name}\``, `\`${rule.read}\``, ...(await readsOf(sql, world, name)), writesOf(rule)]);
  }
  return table(["table", "asks for", ...SHOWN.map(([heading]) => heading), "written directly"], rows);
}

async function files(sql: Handle, world: World): Promise<string> {
  const rows: string[][] = [];
  for (const [bucket, folders] of Object.entries(BUCKETS)) {
    for (const folder of Object.keys(folders)) {
      const path = filePath(world.places.a1, folder);
      const questions = shown(world).flatMap(({ claims }) => [
        { claims, sql: `select 1 from storage.objects where bucket_id = '${bucket}' and name = '${path}'` },
        { claims, sql: `insert into storage.objects (bucket_id, name) values ('${bucket}', '${path}.new')` },
      ]);
      const answers = await ask(sql, questions);
      const cells = SHOWN.map((_, index) => {
        const [reads, puts] = answers
          .slice(index * 2, index * 2 + 2)
          .map((answer) => answer.state === null && answer.rows === 1);
        return `${reads ? "r" : ""}${puts ? "w" : ""}` || NO;
      });
      rows.push([`\`${bucket}/<tenant>/${folder}\``, ...cells]);
    }
  }
  return table(["files", ...SHOWN.map(([heading]) => heading)], rows);
}

async function functions(sql: Handle, world: World): Promise<string> {
  const rows: string[][] = [];
  const seen = new Set<string>();
  for (const callable of await readCallables(sql)) {
    if (seen.has(callable.name)) continue;
    seen.add(callable.name);
    const actors = shown(world);
    const answers = await ask(
      sql,
      actors.map((actor) => question(actor, callText(callable, world.places.a1))),
    );
    const { who } = callable.rule;
    const cells = answers.map((answer, index) => {
      const actor = actors[index];
      if (who === "everyone" || !actor) return actor?.claims ? YES : NO;
      // Which check comes first is no matter here: who may not call was refused.
      return isForbidden(answer) || !mayCall(world, actor, who, callable.rule) ? NO : YES;
    });
    rows.push([`\`${callable.name}\``, who.includes(".") ? `\`${who}\`` : who, ...cells]);
  }
  const service = Object.entries(FUNCTIONS).filter(([, rule]) => rule.who === "service");
  return `${table(["function", "for", ...SHOWN.map(([heading]) => heading)], rows)}

With the service key only: ${service.map(([name]) => `\`${name}\``).join(", ")}.`;
}

/** The whole document. Needs a world (prepareAccessWorld). */
export async function accessDocument(sql: Handle): Promise<string> {
  const world = accessWorld();
  const parts = [
    "# Who may do what",
    "Generated by `npm run db:access` from a database made of the migrations: each mark was asked of Postgres as that person. The tests fail when this page and the database differ (`supabase/tests/access.db.test.ts`), and ask far more than is shown: every column, writes that cross tenants and outlets, ids of others in every argument, the same over REST.",
    "## Capabilities",
    "`private.role_capabilities`: policies, functions and the menu read it. A supervisor or technician may be granted `customer.pii` by name. `system` are our own parts (wa-runner, concierge, intake) with a token for one tenant; an API key has the capabilities of its scopes.",
    capabilities(world),
    "## Tables and views",
    `${YES} rows of every outlet of his tenant, ${SOME} rows of his own outlet (a customer: his own rows), ${NO} none. Nobody sees rows of another tenant. The roles from supervisor on are shown as people of one outlet, the key with the scopes customers:read, orders:read and orders:write. Most tables are written by functions alone.`,
    await tables(sql, world),
    "## Files",
    "r reads, w puts. Nobody changes a file; removed is only what the erasure of a person queued.",
    await files(sql, world),
    "## Functions",
    `${YES} is let in, ${NO} is refused. \`everyone\` lets in every token and answers with what the caller's own row policies let him see, which may be nothing. Each call was made with things of the caller's own outlet.`,
    await functions(sql, world),
  ];
  return `${parts.join("\n\n")}\n`;
}
