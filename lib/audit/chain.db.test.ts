/** The chain of seals, on a database of its own: sealing works on all tenants, and these tests break rules that hold elsewhere. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headText, readAnchors } from "@/lib/audit/chain";
import { type ChainReport, verifyChains } from "@/lib/audit/verify-chain";
import { actAs, type Claims } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { startTestStack, type TestStack } from "@/testing/stack";

let stack: TestStack;
let sql: Sql;
beforeAll(async () => {
  stack = await startTestStack({ api: false });
  sql = stack.serviceSql;
}, 60_000);
afterAll(() => stack?.stop());

/** Days that no other test of this file has used: sealing only ever goes on. */
let clock = Date.parse("2030-01-01");
function days(count: number): string[] {
  const made = Array.from({ length: count }, (_, index) =>
    new Date(clock + index * 86_400_000).toISOString().slice(0, 10),
  );
  clock += count * 86_400_000;
  return made;
}

const write = (tenant: string, day: string, rows = 1, db: Sql = sql) =>
  db`insert into public.audit_log (tenant_id, at, actor, person_id, table_name, row_id, action, after)
    select ${tenant}, ${`${day}T10:00:00Z`}::timestamptz, 'user', 'p', 'products', g::text, 'insert', '{"name": "Bateri 🔋", "price_sen": 7900}'
      from generate_series(1, ${rows}::int) as g`;

type Sealed = { seals: number; rows: number; waiting?: true; heads?: Record<string, { day: string; head: string }> };
async function seal(today: string, db: Sql = sql): Promise<Sealed> {
  const [row] = await db<{ sealed: Sealed }[]>`select private.seal_audit(${today}) as sealed`;
  if (!row) throw new Error("nothing answered");
  return row.sealed;
}
const chainOf = (tenant: string) =>
  sql<
    { day: string; rows: number }[]
  >`select day::text, rows from private.audit_chain where tenant_id = ${tenant} order by day`;
async function report(tenant: string, anchors: Parameters<typeof readAnchors>[0] = ""): Promise<ChainReport> {
  const [found] = await verifyChains(sql, { tenant, anchors: readAnchors(anchors) });
  if (!found) throw new Error("no report");
  return found;
}

/** A tenant with three sealed days of two rows, and what was logged of its heads. */
async function sealedTenant(): Promise<{ tenant: string; on: string[]; log: string }> {
  const tenant = crypto.randomUUID();
  const on = days(3);
  let log = "";
  for (const day of on) await write(tenant, day, 2);
  const [after = ""] = days(1);
  const { heads } = await seal(after);
  for (const [id, head] of Object.entries(heads ?? {}))
    log += `${JSON.stringify({ tenant: id, ...head, msg: "audit log sealed" })}\n`;
  return { tenant, on, log };
}

/** What only the owner of the table can do, and only on purpose. */
const tamper = (work: (tx: Sql) => Promise<unknown>): Promise<unknown> =>
  sql.begin(async (tx) => {
    for (const table of ["public.audit_log", "private.audit_chain"])
      await tx.unsafe(`alter table ${table} disable trigger user`);
    await work(tx as unknown as Sql);
    for (const table of ["public.audit_log", "private.audit_chain"])
      await tx.unsafe(`alter table ${table} enable trigger user`);
  });

describe("sealing", () => {
  it("seals each ended day with rows once, and the second time nothing", async () => {
    const tenant = crypto.randomUUID();
    const [one = "", two = "", three = "", today = ""] = days(4);
    await write(tenant, one, 3);
    await write(tenant, three, 2);
    await write(tenant, today, 5);
    expect(await seal(today)).toMatchObject({ seals: 2, rows: 5 });
    expect(await seal(today)).toEqual({ seals: 0, rows: 0 });
    expect(await chainOf(tenant)).toEqual([
      { day: one, rows: 3 },
      { day: three, rows: 2 },
    ]);
    expect(two).not.toBe("");
    expect(await report(tenant)).toMatchObject({ days: 2, rows: 5, until: three, open: 5, wrong: null });
  });

  it("puts a row that was written late into the next seal", async () => {
    const tenant = crypto.randomUUID();
    const [one = "", two = "", three = ""] = days(3);
    await write(tenant, one);
    await seal(two);
    // Its transaction began before midnight and wrote after yesterday was sealed.
    await write(tenant, one);
    await write(tenant, two);
    await seal(three);
    expect(await chainOf(tenant)).toEqual([
      { day: one, rows: 1 },
      { day: two, rows: 2 },
    ]);
    expect((await report(tenant)).wrong).toBeNull();
  });

  it("waits for ids that are given out and not committed, in whatever order they come", async () => {
    const tenant = crypto.randomUUID();
    const [one = "", today = ""] = days(2);
    const other = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
    try {
      const held = Promise.withResolvers<void>();
      const end = Promise.withResolvers<void>();
      const slow = other.begin(async (tx) => {
        await write(tenant, one, 1, tx as unknown as Sql);
        held.resolve();
        await end.promise;
      });
      await held.promise;
      // A later id, committed first.
      await write(tenant, one);
      const sealing = seal(today);
      await delay(200);
      end.resolve();
      await slow;
      expect(await sealing).toMatchObject({ seals: 1, rows: 2 });
      expect((await report(tenant)).wrong).toBeNull();
    } finally {
      await other.end();
    }
  });

  it("seals nothing while a writer does not end, and all of it later", async () => {
    const tenant = crypto.randomUUID();
    const [one = "", today = ""] = days(2);
    await write(tenant, one);
    const other = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
    try {
      await other.unsafe("begin");
      await write(tenant, one, 1, other);
      expect(await seal(today)).toEqual({ seals: 0, rows: 0, waiting: true });
      // Nobody waits for the sealing meanwhile.
      await write(tenant, one);
      await other.unsafe("commit");
      expect(await seal(today)).toMatchObject({ seals: 1, rows: 3 });
    } finally {
      await other.end();
    }
  });
});

describe("a log that somebody has been at", () => {
  const cases: [string, (tx: Sql, tenant: string, on: string[]) => Promise<unknown>, string, number][] = [
    [
      "a row changed",
      (tx, tenant) => tx`update public.audit_log set actor = 'nobody' where tenant_id = ${tenant} and row_id = '2'`,
      "hash",
      0,
    ],
    [
      "a value changed",
      (tx, tenant, on) =>
        tx`update public.audit_log set after = '{"price_sen": 1}' where tenant_id = ${tenant} and at::date = ${on[1] ?? ""}`,
      "hash",
      1,
    ],
    [
      "a row deleted",
      (tx, tenant, on) =>
        tx`delete from public.audit_log where tenant_id = ${tenant} and row_id = '1' and at::date = ${on[2] ?? ""}`,
      "rows",
      2,
    ],
    [
      "a row added among the sealed",
      async (tx, tenant) => {
        const [gap] = await tx<
          { id: string }[]
        >`delete from public.audit_log where tenant_id = ${tenant} and row_id = '1' returning id::text`;
        await tx`insert into public.audit_log (id, tenant_id, at, actor, table_name, row_id, action) overriding system value
        values (${gap?.id ?? ""}, ${tenant}, '2030-01-01', 'user', 'sales', '9', 'insert')`;
      },
      "rows",
      0,
    ],
    [
      "a seal taken out of the middle",
      (tx, tenant, on) => tx`delete from private.audit_chain where tenant_id = ${tenant} and day = ${on[1] ?? ""}`,
      "link",
      2,
    ],
    [
      "the first seal changed",
      (tx, tenant, on) =>
        tx`update private.audit_chain set previous_hash = sha256('x') where tenant_id = ${tenant} and day = ${on[0] ?? ""}`,
      "link",
      0,
    ],
    [
      "the number of rows changed",
      (tx, tenant, on) =>
        tx`update private.audit_chain set rows = 3 where tenant_id = ${tenant} and day = ${on[0] ?? ""}`,
      "rows",
      0,
    ],
  ];
  it.each(cases)("is found out: %s", async (_name, work, reason, day) => {
    const { tenant, on } = await sealedTenant();
    const beside = await sealedTenant();
    expect((await report(tenant)).wrong).toBeNull();
    await tamper((tx) => work(tx, tenant, on));
    expect((await report(tenant)).wrong).toMatchObject({ reason, day: on[day] });
    expect((await report(beside.tenant)).wrong).toBeNull();
  });

  it("is found out: the last seal is gone, or a row is dated back", async () => {
    const gone = await sealedTenant();
    await tamper(
      (tx) => tx`delete from private.audit_chain where tenant_id = ${gone.tenant} and day = ${gone.on[2] ?? ""}`,
    );
    expect((await report(gone.tenant)).wrong).toMatchObject({ reason: "unsealed", day: gone.on[2] });
    const back = await sealedTenant();
    await write(back.tenant, "2025-03-01");
    expect((await report(back.tenant)).wrong).toMatchObject({ reason: "date", day: "2025-03-01" });
    const [later = ""] = days(1);
    await seal(later);
    expect((await report(back.tenant)).wrong).toMatchObject({ reason: "date" });
    // A history that was there before the first seal may say what it says.
    const imported = crypto.randomUUID();
    for (const day of ["2025-03-01", "2024-01-01", "2026-01-01"]) await write(imported, day);
    const [after = ""] = days(1);
    await seal(after);
    expect((await report(imported)).wrong).toBeNull();
  });

  it("is found out by the heads that were logged when the whole chain is written anew", async () => {
    const { tenant, on, log } = await sealedTenant();
    await tamper(async (tx) => {
      await tx`update public.audit_log set actor = 'nobody' where tenant_id = ${tenant}`;
      await tx`delete from private.audit_chain where tenant_id = ${tenant}`;
      await tx`update private.audit_sealed set below_id = 0, day = '-infinity'`;
    });
    await seal(on[2] ?? "");
    const [today = ""] = days(1);
    await seal(today);
    expect(await report(tenant)).toMatchObject({ days: 3, wrong: null });
    expect((await report(tenant, log)).wrong).toMatchObject({ reason: "anchor", day: on[2] });
  });

  it("is found out by the heads when all of it is gone", async () => {
    const { tenant, on, log } = await sealedTenant();
    await tamper(async (tx) => {
      await tx`delete from public.audit_log where tenant_id = ${tenant}`;
      await tx`delete from private.audit_chain where tenant_id = ${tenant}`;
    });
    expect(await verifyChains(sql, { tenant })).toEqual([]);
    expect((await report(tenant, log)).wrong).toMatchObject({ reason: "anchor", day: on[2] });
  });
});

describe("npm run audit:verify", () => {
  const run = promisify(execFile);
  const verify = (...args: string[]) =>
    run(process.execPath, ["--import", "tsx", "scripts/audit-verify.ts", ...args], {
      env: { ...process.env, VOLTURA_MODE: "hosted", DATABASE_URL: stack.databaseUrl },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );

  it("says ok, or what differs and ends with 1", async () => {
    const { tenant, on, log } = await sealedTenant();
    const file = path.join(stack.stateDir, "heads.log");
    writeFileSync(file, `not a line of the log\n{"head": "cut o\n${log}`);
    const fine = await verify("--tenant", tenant, "--anchor", file);
    expect(fine.stdout).toMatch(
      new RegExp(`${tenant}  3 days, 6 rows until ${on[2]}, 0 rows open, head sha256(-[0-9a-f]{8}){8}  ok`),
    );
    expect(fine.code).toBe(0);
    await tamper((tx) => tx`delete from public.audit_log where tenant_id = ${tenant} and row_id = '2'`);
    const broken = await verify("--tenant", tenant);
    expect(broken.stdout).toContain(`DIFFERS on ${on[0]} (rows): 2 rows were sealed, 1 are there`);
    expect(broken.code).toBe(1);
  });
});

describe("a shop", () => {
  const rpc = async (claims: Claims, call: string): Promise<Record<string, unknown>> =>
    actAs(sql, claims, async (tx) => (await tx.unsafe(`select public.${call} as answer`))[0]?.["answer"]);

  it("checks its own seals, step by step, and sees the head that is logged", async () => {
    const shop = await makeShop(sql);
    expect(await rpc(shop.owner, "audit_head()")).toEqual({ day: null, head: null, sealed_at: null });
    const on = days(3);
    for (const day of on) await write(shop.tenantId, day, 2);
    const [today = ""] = days(1);
    const { heads } = await seal(today);
    expect(await rpc(shop.owner, "audit_head()")).toMatchObject({ day: on[2], head: heads?.[shop.tenantId]?.head });
    const [last] = await sql<
      { hash: Buffer }[]
    >`select hash from private.audit_chain where tenant_id = ${shop.tenantId} order by day desc limit 1`;
    expect(heads?.[shop.tenantId]?.head).toBe(headText(last?.hash ?? Buffer.alloc(0)));

    const all = await rpc(shop.owner, "verify_audit()");
    expect(all).toMatchObject({ seals: 4, done: true, wrong: null });
    let steps = 0;
    for (let after: unknown = null, done: unknown = false; done !== true; steps += 1) {
      const step = await rpc(shop.owner, `verify_audit(${after === null ? "null" : `'${String(after)}'`}, 1)`);
      expect(step["wrong"]).toBeNull();
      after = step["until"];
      done = step["done"];
    }
    expect(steps).toBe(4);
    await tamper(
      (tx) =>
        tx`delete from public.audit_log where tenant_id = ${shop.tenantId} and row_id = '1' and at >= ${on[1] ?? ""}`,
    );
    expect(await rpc(shop.owner, "verify_audit()")).toMatchObject({ seals: 2, wrong: { day: on[1], reason: "rows" } });
    expect(await rpc(shop.owner, `verify_audit('${on[1]}')`)).toMatchObject({ wrong: { day: on[2], reason: "rows" } });
  });

  it("finds each kind of change by itself", async () => {
    for (const [reason, change] of [
      ["hash", "update public.audit_log set actor = 'x'"],
      ["link", "update private.audit_chain set previous_hash = sha256('x')"],
    ] as const) {
      const shop = await makeShop(sql);
      const [today = ""] = days(1);
      await seal(today);
      await tamper((tx) => tx.unsafe(`${change} where tenant_id = '${shop.tenantId}'`));
      expect(await rpc(shop.owner, "verify_audit()")).toMatchObject({ wrong: { reason } });
    }
    const shop = await makeShop(sql);
    const [today = "", later = ""] = days(2);
    await seal(today);
    await write(shop.tenantId, "2025-03-01");
    await seal(later);
    expect(await rpc(shop.owner, "verify_audit()")).toMatchObject({ wrong: { reason: "date" } });
  });

  it("shows neither to who may not read the log", async () => {
    const shop = await makeShop(sql);
    for (const claims of [shop.claims.supervisor, shop.claims.technician, { sub: "nobody" }]) {
      for (const call of ["audit_head()", "verify_audit()"])
        await expect(rpc(claims, call)).rejects.toThrow("auth.forbidden");
    }
    expect(await rpc(shop.claims.admin, "verify_audit()")).toMatchObject({ done: true });
  });
});
