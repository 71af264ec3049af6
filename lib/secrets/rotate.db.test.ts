/** Changing the key, on a database of its own: it writes the secrets of everybody anew. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSecret, sealSecret } from "@/lib/secrets/box";
import { parseKeys } from "@/lib/secrets/keys";
import { rotateSecrets } from "@/lib/secrets/rotate";
import { makeShop } from "@/testing/shop";
import { startTestStack, type TestStack } from "@/testing/stack";

let stack: TestStack;
let sql: Sql;
let tenantId = "";
const COUNT = 400;
const key = (version: number) => `${version}:${randomBytes(32).toString("base64")}`;
const [one, two, three] = [key(1), key(2), key(3)];

beforeAll(async () => {
  stack = await startTestStack({ api: false });
  sql = stack.serviceSql;
  tenantId = (await makeShop(sql)).tenantId;
  const ring = parseKeys(one);
  const rows = Array.from({ length: COUNT }, (_, index) => {
    const ref = `ref-${String(index).padStart(4, "0")}`;
    const ciphertext = sealSecret(ring, { tenantId, kind: "device_pin", ref }, `pin ${index}`);
    return { tenant_id: tenantId, kind: "device_pin", ref, ciphertext };
  });
  await sql`insert into private.secrets ${sql(rows)}`;
}, 60_000);
afterAll(() => stack?.stop());

const versions = async (): Promise<Record<number, number>> =>
  Object.fromEntries(
    (
      await sql<
        { v: number; n: number }[]
      >`select key_version as v, count(*)::int as n from private.secrets group by 1 order by 1`
    ).map(({ v, n }) => [v, n]),
  );

/** Every secret with what it says, under this ring. */
async function opened(ring: ReturnType<typeof parseKeys>): Promise<number> {
  const rows = await sql<
    { ref: string; ciphertext: string }[]
  >`select ref, ciphertext from private.secrets order by ref`;
  return rows.filter(
    ({ ref, ciphertext }) =>
      openSecret(ring, { tenantId, kind: "device_pin", ref }, ciphertext) === `pin ${Number(ref.slice(4))}`,
  ).length;
}

const command = (keys: string): ChildProcess & { said: () => string } => {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/secrets-rotate.ts"], {
    env: {
      ...process.env,
      VOLTURA_MODE: "hosted",
      NEXT_PUBLIC_SUPABASE_URL: "http://127.0.0.1",
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
      SUPABASE_SECRET_KEY: "sb_secret_test",
      SUPABASE_JWT_SECRET: "x".repeat(32),
      DATABASE_URL: stack.databaseUrl,
      VOLTURA_SECRET_KEYS: keys,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return Object.assign(child, { said: () => output });
};
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", (code) => resolve(code)));

describe("npm run secrets:rotate", () => {
  it("changes nothing when a key that is in use is missing", async () => {
    const child = command(two);
    expect(await ended(child)).toBe(1);
    expect(child.said()).toContain("secrets under key 1");
    expect(child.said()).not.toContain(two.slice(2));
    expect(await versions()).toEqual({ 1: COUNT });
    await expect(rotateSecrets(sql, parseKeys(two))).rejects.toThrow("version 1");
  });

  it("that is stopped half-way leaves every secret readable, and goes on where it was", async () => {
    const ring = parseKeys(`${two},${one}`);
    const interrupted = rotateSecrets(sql, ring, {
      batch: 150,
      onBatch: () => {
        throw new Error("power cut");
      },
    });
    await expect(interrupted).rejects.toThrow("power cut");
    expect(await versions()).toEqual({ 1: COUNT - 150, 2: 150 });
    expect(await opened(ring)).toBe(COUNT);

    const child = command(`${two},${one}`);
    expect(await ended(child)).toBe(0);
    expect(child.said()).toContain(`${COUNT - 150} secrets written anew under key 2, 150 were, 0 do not open.`);
    expect(await versions()).toEqual({ 2: COUNT });
    expect(await opened(parseKeys(two))).toBe(COUNT);
  });

  it("does nothing the second time", async () => {
    expect(await rotateSecrets(sql, parseKeys(`${two},${one}`))).toEqual({
      rotated: 0,
      current: COUNT,
      unreadable: [],
    });
  });

  it("killed in the middle of a batch loses none", async () => {
    const ring = parseKeys(`${three},${two}`);
    // The row in the middle is held by somebody: there it stands when it is killed.
    await sql.begin(async (tx) => {
      await tx`select 1 from private.secrets where ref = 'ref-0250' for update`;
      const child = command(`${three},${two}`);
      for (let waited = 0; waited < 200; waited += 1) {
        const [row] = await sql<{ n: number }[]>`select count(*)::int as n from private.secrets where key_version = 3`;
        if ((row?.n ?? 0) >= 200) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill("SIGKILL");
      await ended(child);
    });
    expect(await versions()).toEqual({ 2: COUNT - 200, 3: 200 });
    expect(await opened(ring)).toBe(COUNT);
    expect(await rotateSecrets(sql, ring)).toEqual({ rotated: COUNT - 200, current: 200, unreadable: [] });
    expect(await opened(parseKeys(three))).toBe(COUNT);
  });

  it("names what does not open, and leaves it", async () => {
    const ring = parseKeys(`${key(4)},${three}`);
    await sql`update private.secrets set ciphertext = left(ciphertext, -1) || case right(ciphertext, 1) when 'A' then 'Q' else 'A' end where ref = 'ref-0007'`;
    const done = await rotateSecrets(sql, ring);
    expect(done.rotated).toBe(COUNT - 1);
    expect(done.unreadable).toEqual([{ tenantId, kind: "device_pin", ref: "ref-0007" }]);
    const told =
      await sql`select distinct actor from public.audit_log where table_name = 'secrets' and action = 'update' and actor <> 'postgres'`;
    expect(told).toEqual([{ actor: "secrets-rotate" }]);
  });
});
