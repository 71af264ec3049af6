/** Runs many small questions in one round trip, each as somebody, each undone before the next. */
import { z } from "zod";
import type { Claims } from "@/testing/db";
import type { Handle } from "./catalog";

export interface Question {
  claims: Claims | null;
  /** Counts rows, or with `value` answers one jsonb. */
  sql: string;
  value?: true;
  /** Said as the owner of the schema first: a right lent for this one question. */
  before?: string;
  /** Asked as the owner of the schema when it went through, before all is undone; answers one jsonb. */
  after?: string;
}

const answer = z.object({
  /** SQLSTATE of the refusal, null when it went through. */
  state: z.string().nullable(),
  message: z.string().nullable(),
  rows: z.number().nullable(),
  value: z.unknown(),
  after: z.unknown(),
});
export type Answer = z.infer<typeof answer>;

/** A question and what to say when the answer is not the promised one. */
export interface Check {
  question: Question;
  judge: (answer: Answer) => string | undefined;
}

export const REFUSED = "42501";
export const said = (answer: Answer): string =>
  answer.state
    ? `${answer.state} ${answer.message ?? ""}`
    : `allowed${answer.rows === null ? "" : ` (${answer.rows} rows)`}`;

// The exception takes back the role, the claims and whatever was written, in one subtransaction per question.
const ASKER = `
create or replace function pg_temp.access_ask(p jsonb) returns jsonb language plpgsql as $body$
declare
  q jsonb;
  v_all jsonb[] := '{}';
  v_rows bigint;
  v_value jsonb;
  v_after jsonb;
  v_state text;
  v_message text;
begin
  for q in select e.value from jsonb_array_elements(p) as e loop
    v_rows := null; v_value := null; v_after := null; v_state := null; v_message := null;
    begin
      if q ? 'before' then execute q ->> 'before'; end if;
      perform set_config('request.jwt.claims', coalesce(q ->> 'claims', ''), true);
      execute 'set local role ' || case when q ->> 'claims' is null then 'anon' else 'authenticated' end;
      begin
        if q ? 'value' then execute q ->> 'sql' into v_value; else execute q ->> 'sql'; get diagnostics v_rows = row_count; end if;
      exception when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
      end;
      if q ? 'after' and v_state is null then
        reset role;
        execute q ->> 'after' into v_after;
      end if;
      raise exception using errcode = 'VX000';
    exception when sqlstate 'VX000' then null;
    end;
    v_all := v_all || jsonb_build_object('state', v_state, 'message', v_message, 'rows', v_rows, 'value', v_value, 'after', v_after);
  end loop;
  return to_jsonb(v_all);
end $body$`;

/** `helpers`: SQL that makes what `after` calls, on the same connection. */
export async function ask(sql: Handle, questions: readonly Question[], helpers = ""): Promise<Answer[]> {
  if (questions.length === 0) return [];
  const packed = questions.map(({ claims, ...question }) => ({
    ...question,
    claims: claims ? JSON.stringify({ role: "authenticated", ...claims }) : null,
  }));
  const literal = JSON.stringify(packed).replaceAll("'", "''");
  // One simple query: the helper and its call cannot land on two connections of a pool.
  const results = await sql
    .unsafe(`${ASKER}; ${helpers}; select pg_temp.access_ask('${literal}'::jsonb) as answers`)
    .simple();
  const rows = z.array(z.unknown()).parse(results).flat();
  const [row] = rows.flatMap((entry) => {
    const parsed = z.object({ answers: z.array(answer) }).safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  if (!row) throw new Error("the database gave no answers");
  return row.answers;
}

/** Asks all at once; the words of those that disagree. */
export async function runChecks(sql: Handle, checks: readonly Check[]): Promise<string[]> {
  const answers = await ask(
    sql,
    checks.map((check) => check.question),
  );
  return checks.flatMap((check, index) => {
    const answer = answers[index];
    const problem = answer ? check.judge(answer) : "no answer";
    return problem === undefined ? [] : [problem];
  });
}
