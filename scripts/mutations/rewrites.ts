/** Functions made laxer by rewriting one condition: what they ask of the caller, and the few helpers on which every policy stands. */
import type { Sql } from "postgres";
import { z } from "zod";
import type { Catalog } from "@/testing/triggers/catalog";
import type { Mutant, Witness } from "./mutants";

const source = z.object({ schema: z.string(), name: z.string(), definition: z.string() });
type Source = z.infer<typeof source>;

const CALLED = `
  select n.nspname as schema, p.proname as name, pg_get_functiondef(p.oid) as definition
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
   where n.nspname in ('public', 'private') and p.prokind = 'f' and p.prosrc ~ 'private\\.require\\('''
     and exists (select 1 from pg_proc as a where a.pronamespace = 'public'::regnamespace and a.proname = p.proname
                    and has_function_privilege('authenticated', a.oid, 'execute')) order by 2, 1`;

const HELD = `
  select c.capability, array_agg(c.role order by c.role) as roles from private.role_capabilities as c group by 1`;

const EVERYBODY = "catalog.read";

const mutant = (kind: string, what: string, ddl: string, witness: Witness): Mutant => ({
  name: `${kind}: ${what}`,
  kind,
  ddl,
  restore: "",
  witness,
});

/** Asks for the same again in a function it calls. */
const ASKED_AGAIN = ["resend_invitation"];

/** These ask which part of the system is calling, and every part has every capability the system has. */
const ASKS_FOR_PART = /private\.actor\(\) (<>|is distinct from|not in) /;

/** Every function that people call asks for a capability: asked for one that everybody holds instead. */
function loweredMutants(sources: Source[], roles: Map<string, string[]>): Mutant[] {
  const everybody = roles.get(EVERYBODY)?.length;
  const decided = sources.filter(
    ({ name, definition }) => !ASKED_AGAIN.includes(name) && !ASKS_FOR_PART.test(definition),
  );
  return decided.flatMap(({ name, definition }) => {
    const asked = new Set([...definition.matchAll(/private\.require\('([a-z_.]+)'/g)].map((match) => match[1] ?? ""));
    return [...asked]
      .filter((capability) => roles.get(capability)?.length !== everybody)
      .map((capability) =>
        mutant(
          "capability lowered",
          `${name}() asks for ${EVERYBODY} instead of ${capability}`,
          definition.replaceAll(`private.require('${capability}'`, `private.require('${EVERYBODY}'`),
          { about: "call", name },
        ),
      );
  });
}

/** Where a function asks for a capability in an outlet: the outlet is not asked about. */
const outletMutants = (sources: Source[]): Mutant[] =>
  sources.flatMap(({ name, definition }) => {
    const blind = definition.replaceAll(/private\.require\(('[a-z_.]+'), [a-z_.]+\)/g, "private.require($1)");
    return blind === definition ? [] : [mutant("outlet not asked", `${name}()`, blind, { about: "outlet", name })];
  });

interface Rewrite {
  fn: string;
  what: string;
  from: string;
  to: string;
  witness: (catalog: Catalog) => Witness;
}

const access = (table: string) => (): Witness => ({ about: "access", schema: "public", table });
const trigger =
  (table: string, name: string) =>
  (catalog: Catalog): Witness => {
    const found = catalog.triggers.find((candidate) => candidate.table === table && candidate.name === name);
    if (!found) throw new Error(`no trigger ${name} on ${table}`);
    return { about: "trigger", trigger: found };
  };

const CAPABILITY = "c.role = m.role and c.capability = p_capability";

const REWRITES: Rewrite[] = [
  {
    fn: "membership",
    what: "suspended and removed members work on",
    from: " and m.status = 'active'",
    to: "",
    witness: access("products"),
  },
  {
    fn: "membership",
    what: "tokens of ended sessions live on",
    from: " and (v_session is null or exists (select 1 from auth.sessions as s where s.id = v_session))",
    to: "",
    witness: access("products"),
  },
  {
    fn: "membership",
    what: "revoked keys live on",
    from: " and k.revoked_at is null",
    to: "",
    witness: access("orders"),
  },
  {
    fn: "membership",
    what: "customers and visitors pass for the system",
    from: "v_actor in ('customer', 'public', 'directory')",
    to: "false",
    witness: access("wa_outbox"),
  },
  {
    fn: "tenant_if",
    what: "any role holds any capability",
    from: CAPABILITY,
    to: "true",
    witness: access("product_costs"),
  },
  {
    fn: "tenant_if",
    what: "the grant for contact data is not looked at",
    from: "(p_capability = 'customer.pii' and m.pii)",
    to: "false",
    witness: access("customer_contacts"),
  },
  {
    fn: "tenant_if",
    what: "a key may what its scopes do not say",
    from: "private.api_may(p_capability)",
    to: "true",
    witness: access("product_costs"),
  },
  {
    fn: "outlet_ids",
    what: "everybody works in every outlet",
    from: "coalesce(m.outlet_ids, ",
    to: "coalesce(null::uuid[], ",
    witness: access("repair_tickets"),
  },
  {
    fn: "every_outlet",
    what: "everybody works in every outlet",
    from: "m.outlet_ids is null",
    to: "true",
    witness: access("repair_tickets"),
  },
  {
    fn: "require",
    what: "any role holds any capability",
    from: CAPABILITY,
    to: "true",
    witness: () => ({ about: "call", name: "adjust_stock" }),
  },
  {
    fn: "require",
    what: "outlets not given are open",
    from: "not (p_outlet = any (v_outlets))",
    to: "false",
    witness: () => ({ about: "outlet", name: "adjust_stock" }),
  },
  {
    fn: "audit",
    what: "columns that did not change are logged",
    from: " and o.value is distinct from v_new -> o.key",
    to: "",
    witness: trigger("public.products", "products_audit"),
  },
  {
    fn: "write_audit",
    what: "the person is not named",
    from: "private.person_id()",
    to: "null",
    witness: trigger("public.products", "products_audit"),
  },
  {
    fn: "write_audit",
    what: "the request is not named",
    from: "private.request_id()",
    to: "null",
    witness: trigger("public.products", "products_audit"),
  },
  {
    fn: "append_only",
    what: "what may be blanked may be changed any day",
    from: "private.is_redacting(old.tenant_id) and ",
    to: "",
    witness: trigger("public.consents", "consents_append_only"),
  },
  {
    fn: "append_only",
    what: "anything may be changed while a person is erased",
    from: " and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv",
    to: "",
    witness: trigger("public.consents", "consents_append_only"),
  },
];

async function rewritten(sql: Sql, catalog: Catalog): Promise<Mutant[]> {
  const made: Mutant[] = [];
  for (const { fn, what, from, to, witness } of REWRITES) {
    const [found] = await sql<{ definition: string }[]>`
      select pg_get_functiondef(p.oid) as definition from pg_proc as p where p.pronamespace = 'private'::regnamespace and p.proname = ${fn}`;
    if (!found?.definition.includes(from))
      throw new Error(`private.${fn}() no longer says "${from}": say here what it says now`);
    made.push(
      mutant("function laxer", `private.${fn}(): ${what}`, found.definition.replaceAll(from, to), witness(catalog)),
    );
  }
  return made;
}

export async function listRewrites(sql: Sql, catalog: Catalog): Promise<Mutant[]> {
  const sources = z.array(source).parse(await sql.unsafe(CALLED));
  const held = z.array(z.object({ capability: z.string(), roles: z.array(z.string()) })).parse(await sql.unsafe(HELD));
  const roles = new Map(held.map((entry) => [entry.capability, entry.roles]));
  return [...loweredMutants(sources, roles), ...outletMutants(sources), ...(await rewritten(sql, catalog))];
}
