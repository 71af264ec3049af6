/** Every way to weaken the schema by one rule, read from the catalog: what is added tomorrow is weakened tomorrow. */
import type { Sql } from "postgres";
import { z } from "zod";
import type { Catalog, Check, Key, Reference, Table, Trigger } from "@/testing/triggers/catalog";
import { isImplied } from "@/testing/triggers/checks";
import { isOwnId } from "@/testing/triggers/keys";

/** Which probe has to notice. */
export type Witness =
  | { about: "access"; schema: string; table: string }
  | { about: "service" }
  | { about: "call" | "outlet"; name: string }
  | { about: "function" }
  | { about: "trigger"; trigger: Trigger }
  | { about: "reference"; table: Table; reference: Reference }
  | { about: "key"; table: Table; key: Key }
  | { about: "check"; table: Table; check: Check };

export interface Mutant {
  /** What was done, for the report. */
  name: string;
  kind: string;
  /** The mutation itself. */
  ddl: string;
  /** Takes it back; only where it has to be committed to be seen. */
  restore: string;
  witness: Witness;
}

const policy = z.object({
  schema: z.string(),
  table: z.string(),
  name: z.string(),
  command: z.enum(["SELECT", "INSERT", "UPDATE", "DELETE", "ALL"]),
  using: z.string().nullable(),
  check: z.string().nullable(),
  roles: z.string(),
});
type Policy = z.infer<typeof policy>;

const quote = (name: string): string => `"${name}"`;

function policyMutants({ schema, table, name, command, using, check, roles }: Policy): Mutant[] {
  const on = `${quote(schema)}.${quote(table)}`;
  const drop = `drop policy ${quote(name)} on ${on}`;
  const create = (clauses: string) =>
    `${drop}; create policy ${quote(name)} on ${on} for ${command} to ${roles} ${clauses}`;
  const made: Omit<Mutant, "witness" | "restore" | "name">[] = [{ kind: "policy dropped", ddl: drop }];
  const open = [...(using === null ? [] : ["using (true)"]), ...(check === null ? [] : ["with check (true)"])].join(
    " ",
  );
  if (using !== "true" || (check !== null && check !== "true")) made.push({ kind: "policy true", ddl: create(open) });
  if (using !== null && check !== null) {
    made.push({ kind: "using true", ddl: create(`using (true) with check (${check})`) });
    made.push({ kind: "with check true", ddl: create(`using (${using}) with check (true)`) });
  }
  if (check !== null) made.push({ kind: "with check dropped", ddl: create(using === null ? "" : `using (${using})`) });
  return made.map((mutant) => ({
    ...mutant,
    name: `${mutant.kind}: ${schema}.${table}.${name}`,
    restore: "",
    witness: { about: "access", schema, table },
  }));
}

const POLICIES = `select schemaname as schema, tablename as table, policyname as name, cmd as command, qual as using, with_check as check,
  array_to_string(roles, ', ') as roles from pg_policies where schemaname in ('public', 'private', 'storage') order by 1, 2, 3`;

const grant = z.object({
  schema: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  privilege: z.string(),
  role: z.string(),
});

// Rights of the API's roles: on single columns, and on whole tables. The service role is past policies, not past grants.
const GRANTS = `
  select n.nspname as schema, c.relname as table, a.attname as column, g.privilege_type as privilege, g.grantee::regrole::text as role
    from pg_attribute as a join pg_class as c on c.oid = a.attrelid join pg_namespace as n on n.oid = c.relnamespace, aclexplode(a.attacl) as g
   where n.nspname in ('public', 'private') and g.grantee::regrole::text in ('anon', 'authenticated', 'service_role')
  union all
  select n.nspname, c.relname, null, g.privilege_type, g.grantee::regrole::text
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace, aclexplode(c.relacl) as g
   where n.nspname in ('public', 'private') and c.relkind in ('r', 'v') and g.grantee::regrole::text in ('anon', 'authenticated')
   order by 1, 2, 3, 4`;

const rightOf = (role: string, schema: string, table: string): Witness =>
  role === "service_role" ? { about: "service" } : { about: "access", schema, table };

async function grantMutants(sql: Sql): Promise<Mutant[]> {
  const grants = z.array(grant).parse(await sql.unsafe(GRANTS));
  const revoked = grants.map(({ schema, table, column, privilege, role }): Mutant => {
    const columns = column === null ? "" : ` (${quote(column)})`;
    const kind = column === null ? "grant revoked" : "column grant revoked";
    return {
      name: `${kind}: ${privilege}${columns} on ${schema}.${table}`,
      kind,
      ddl: `revoke ${privilege}${columns} on ${quote(schema)}.${quote(table)} from ${role}`,
      restore: "",
      witness: rightOf(role, schema, table),
    };
  });
  const narrow = new Map(
    grants
      .filter(({ column }) => column !== null)
      .map((entry) => [`${entry.schema}.${entry.table}.${entry.privilege}`, entry]),
  );
  const widened = [...narrow.values()].map(
    ({ schema, table, privilege, role }): Mutant => ({
      name: `column grant widened: ${privilege} on all of ${schema}.${table}`,
      kind: "column grant widened",
      ddl: `grant ${privilege} on ${quote(schema)}.${quote(table)} to ${role}`,
      restore: "",
      witness: rightOf(role, schema, table),
    }),
  );
  return [...revoked, ...widened];
}

const RELATIONS = `
  select c.relname as table, c.relkind::text as kind from pg_class as c
   where c.relnamespace = 'public'::regnamespace and (c.relkind = 'v' or (c.relkind = 'r' and c.relrowsecurity)) order by 2, 1`;

async function relationMutants(sql: Sql): Promise<Mutant[]> {
  const rows = z.array(z.object({ table: z.string(), kind: z.string() })).parse(await sql.unsafe(RELATIONS));
  return rows.map(({ table, kind }): Mutant => {
    const isView = kind === "v";
    return {
      name: `${isView ? "view asks as its owner" : "row security off"}: public.${table}`,
      kind: isView ? "view as owner" : "row security off",
      ddl: isView
        ? `alter view public.${quote(table)} set (security_invoker = false)`
        : `alter table public.${quote(table)} disable row level security`,
      restore: "",
      witness: { about: "access", schema: "public", table },
    };
  });
}

const FUNCTIONS = `
  select p.oid::regprocedure::text as signature from pg_proc as p
   where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute') order by 1`;

async function functionMutants(sql: Sql): Promise<Mutant[]> {
  const rows = z.array(z.object({ signature: z.string() })).parse(await sql.unsafe(FUNCTIONS));
  return rows.map(
    ({ signature }): Mutant => ({
      name: `execute revoked: ${signature}`,
      kind: "execute revoked",
      ddl: `revoke execute on function ${signature} from authenticated`,
      restore: "",
      witness: { about: "function" },
    }),
  );
}

const splitName = (table: string): { schema: string; name: string } => {
  const [schema = "", name = ""] = table.split(".");
  return { schema, name };
};

function triggerMutants(trigger: Trigger): Mutant[] {
  const drop = `drop trigger ${quote(trigger.name)} on ${trigger.table}`;
  const dropped: Mutant = {
    name: `trigger dropped: ${trigger.table}.${trigger.name}`,
    kind: "trigger dropped",
    ddl: drop,
    restore: trigger.definition,
    witness: { about: "trigger", trigger },
  };
  if (trigger.fn !== "audit" || trigger.args.length === 0) return [dropped];
  const bare = trigger.definition.replace(/audit\(.*\)$/, "audit()");
  const told = {
    ...dropped,
    name: `audit hides nothing: ${trigger.table}`,
    kind: "audit hides nothing",
    ddl: `${drop}; ${bare}`,
  };
  return [dropped, { ...told, restore: `${drop}; ${trigger.definition}` }];
}

const constraintMutants = (table: Table): Mutant[] => [
  ...table.checks
    .filter((check) => !isImplied(check))
    .map(
      (check): Mutant => ({
        name: `check dropped: ${table.name} ${check.name}`,
        kind: "check dropped",
        ddl: `alter table ${table.name} drop constraint ${quote(check.name)}`,
        restore: "",
        witness: { about: "check", table, check },
      }),
    ),
  ...table.references.map(
    (reference): Mutant => ({
      name: `reference dropped: ${table.name} ${reference.name}`,
      kind: "reference dropped",
      ddl: `alter table ${table.name} drop constraint ${quote(reference.name)}`,
      restore: "",
      witness: { about: "reference", table, reference },
    }),
  ),
  ...table.keys
    .filter((key) => !isOwnId(table, key))
    .map(
      (key): Mutant => ({
        name: `unique key dropped: ${table.name} ${key.name}`,
        kind: "unique key dropped",
        ddl: key.isConstraint
          ? `alter table ${table.name} drop constraint ${quote(key.name)} cascade`
          : `drop index ${quote(splitName(table.name).schema)}.${quote(key.name)}`,
        restore: "",
        witness: { about: "key", table, key },
      }),
    ),
];

export async function listMutants(sql: Sql, catalog: Catalog): Promise<Mutant[]> {
  const policies = z.array(policy).parse(await sql.unsafe(POLICIES));
  return [
    ...policies.flatMap(policyMutants),
    ...(await relationMutants(sql)),
    ...(await grantMutants(sql)),
    ...(await functionMutants(sql)),
    ...catalog.triggers.flatMap(triggerMutants),
    ...catalog.tables.flatMap(constraintMutants),
  ];
}
