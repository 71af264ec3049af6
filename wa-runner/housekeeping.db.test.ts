/** The loop against a stack of its own: it works for everybody's tenants, so it must not stand beside other tests. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeLogger } from "@/lib/core/log";
import { makeShop } from "@/testing/shop";
import { startTestStack, type TestStack } from "@/testing/stack";
import { housekeep, startHousekeeping } from "@/wa-runner/housekeeping";
import { createMetrics } from "@/wa-runner/metrics";
import { eventually } from "@/wa-runner/testing/process";

let stack: TestStack;
let sql: Sql;
beforeAll(async () => {
  stack = await startTestStack({ api: false });
  sql = stack.serviceSql;
  // One step that always fails, first: the others must not notice.
  await sql.unsafe(`
    create function private.fails() returns jsonb language plpgsql as $$ begin raise exception 'on purpose'; end $$;
    create or replace function private.housekeeping_steps() returns text[] language plpgsql as $$ begin return array['fails', 'seal_audit']; end $$;`);
}, 60_000);
afterAll(() => stack?.stop());

/** What was logged, and a logger that keeps it. */
function listening() {
  const lines: Record<string, unknown>[] = [];
  const log = makeLogger({ write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, log };
}

async function shopOfYesterday(): Promise<string> {
  const { tenantId } = await makeShop(sql);
  await sql`insert into public.audit_log (tenant_id, at, actor, table_name, row_id, action)
    values (${tenantId}, now() - interval '1 day', 'user', 'sales', '1', 'insert')`;
  return tenantId;
}

describe("housekeeping", () => {
  it("does each step by itself, logs counts and the new heads, and is harmless when it comes twice", async () => {
    // Today's rows come first in a new shop: the row of yesterday is then one of those that are written late.
    const tenant = crypto.randomUUID();
    await sql`insert into public.audit_log (tenant_id, at, actor, table_name, row_id, action)
      values (${tenant}, now() - interval '1 day', 'user', 'sales', '1', 'insert')`;
    const { lines, log } = listening();
    const first = await housekeep(sql, log);
    expect(first.failed).toEqual(["fails"]);
    expect(first.done["seal_audit"]).toMatchObject({ seals: 1, rows: 1 });
    expect(lines).toContainEqual(
      expect.objectContaining({
        tenant,
        head: expect.stringMatching(/^sha256(-[0-9a-f]{8}){8}$/),
        msg: "audit log sealed",
      }),
    );
    const again = await housekeep(sql, log);
    expect(again.done["seal_audit"]).toEqual({ seals: 0, rows: 0 });
  });

  it("leaves a step to the runner that is at it", async () => {
    await sql.begin(async (tx) => {
      await tx`select private.housekeeping('seal_audit')`;
      const beside = await housekeep(sql, listening().log);
      expect(beside.done["seal_audit"]).toEqual({ elsewhere: true });
    });
  });

  it("runs nothing that is not a step, and nobody else may call it", async () => {
    await expect(sql`select private.housekeeping('person_id')`).rejects.toThrow("no such step");
    for (const role of ["anon", "authenticated", "service_role"]) {
      const attempt = sql.begin(async (tx) => {
        await tx.unsafe(`set local role ${role}`);
        await tx`select private.housekeeping('seal_audit')`;
      });
      await expect(attempt, role).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("starts at once, comes again, counts, and says when all went well", async () => {
    await shopOfYesterday();
    const metrics = createMetrics();
    const { lines, log } = listening();
    const abort = new AbortController();
    const loop = startHousekeeping({ sql, log, metrics, signal: abort.signal, everyMs: 20, jitterMs: 1 });
    const count = async (result: string, step: string) =>
      Number(new RegExp(`step="${step}",result="${result}"} (\\d+)`).exec(await metrics.text())?.[1] ?? 0);
    await eventually("two rounds", async () => ((await count("done", "seal_audit")) >= 2 ? true : undefined));
    expect(await count("failed", "fails")).toBeGreaterThanOrEqual(2);
    expect(await metrics.text()).not.toContain("voltura_housekeeping_last_success");
    await sql`create or replace function private.fails() returns jsonb language plpgsql as $$ begin return '{}'; end $$`;
    await eventually("success", async () => ((await metrics.text()).includes("last_success") ? true : undefined));
    abort.abort();
    await loop.stop();
    const seen = lines.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines.length).toBe(seen);
  });
});
