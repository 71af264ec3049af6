/** Functions: who was granted them, and who is refused when he calls. */
import type { Handle } from "./catalog";
import { FUNCTIONS } from "./function-rules";

interface Granted {
  name: string;
  authenticated: boolean;
  anon: boolean;
  definer: boolean;
}

/** Rights to call, of every function of the API: cheap enough to ask after each change of the schema. */
export async function checkFunctions(sql: Handle): Promise<string[]> {
  const granted = await sql<Granted[]>`
    select p.proname as name, has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
           has_function_privilege('anon', p.oid, 'execute') as anon, p.prosecdef as definer
      from pg_proc as p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') order by 1`;
  const wrong = granted.flatMap(({ name, authenticated, anon, definer }) => {
    const rule = FUNCTIONS[name];
    if (!rule) return [`${name}(): no rule in testing/access/function-rules.ts`];
    const expected = rule.who !== "service";
    return [
      ...(authenticated === expected ? [] : [`${name}(): ${expected ? "not " : ""}granted to authenticated`]),
      ...(anon ? [`${name}(): granted to anon`] : []),
      ...(definer ? [`${name}(): runs as its owner, past every policy`] : []),
    ];
  });
  const hidden = await sql<{ name: string }[]>`
    select p.oid::regprocedure::text as name from pg_proc as p
     where p.pronamespace = 'private'::regnamespace and has_function_privilege('anon', p.oid, 'execute')`;
  const tables = await sql<{ name: string; role: string }[]>`
    select c.oid::regclass::text as name, r.role from pg_class as c, unnest(array['anon', 'authenticated']) as r (role)
     where c.relnamespace in ('private'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
       and (has_any_column_privilege(r.role, c.oid, 'select') or has_table_privilege(r.role, c.oid, 'insert, update, delete, truncate'))`;
  return [
    ...wrong,
    ...hidden.map(({ name }) => `${name}: granted to anon`),
    ...tables.map(({ name, role }) => `${name}: ${role} has a right on it`),
  ];
}
