/**
 * Who × what, for every table, view, function and bucket of the catalog. The expected answers come from the capability table and
 * the rules beside testing/access; what is in the schema without a rule fails. Ids of others in every argument: forged.db.test.ts.
 */
import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBuckets } from "@/testing/access/buckets";
import { checkCalls, checkForeignOutlet, checkForeignTenant } from "@/testing/access/calling";
import type { Handle } from "@/testing/access/catalog";
import { accessDocument } from "@/testing/access/doc";
import { FUNCTIONS } from "@/testing/access/function-rules";
import { checkFunctions } from "@/testing/access/functions";
import { checkOutletAsked } from "@/testing/access/outlets";
import { checkTable } from "@/testing/access/probe";
import { TABLES } from "@/testing/access/rules";
import { prepareAccessWorld, type World } from "@/testing/access/world";
import { startTestStack, type TestStack } from "@/testing/stack";

// A database of its own: it weakens policies to see that this is noticed, and counts what other tests would make.
let stack: TestStack;
let sql: Sql;
let world: World;
beforeAll(async () => {
  stack = await startTestStack();
  sql = stack.serviceSql;
  world = await prepareAccessWorld(sql);
}, 120_000);
afterAll(() => stack.stop());

describe("the access matrix in SQL", () => {
  it("holds for every table and view, row by row, column by column", async () => {
    const wrong: string[] = [];
    for (const table of world.tables.keys()) wrong.push(...(await checkTable(sql, table)));
    expect(wrong).toEqual([]);
  }, 60_000);

  it("holds for the files of every bucket", async () => {
    expect(await checkBuckets(sql)).toEqual([]);
  });

  it("grants functions to those they are for, and nothing of the private schemas", async () => {
    expect(await checkFunctions(sql)).toEqual([]);
  });

  it("lets everybody call what his role may, and nobody else; no answer holds what is another's", async () => {
    expect(await checkCalls(sql)).toEqual([]);
  }, 90_000);

  it("says that the outlet is the reason, before anything else could stop him", async () => {
    expect(await checkOutletAsked(sql)).toEqual([]);
  }, 30_000);

  it("has no rule for what is not there", async () => {
    expect(Object.keys(TABLES).filter((name) => !world.tables.has(name))).toEqual([]);
    const functions = await sql<
      { name: string }[]
    >`select proname as name from pg_proc where pronamespace = 'public'::regnamespace`;
    const known = new Set(functions.map((row) => row.name));
    expect(Object.keys(FUNCTIONS).filter((name) => !known.has(name))).toEqual([]);
  });
});

it("docs/access.md says what the database does: run `npm run db:access` and commit it", async () => {
  expect(readFileSync("docs/access.md", "utf8")).toBe(await accessDocument(sql));
}, 60_000);

describe("the matrix notices", () => {
  const wrongAfter = async (change: string, check: (tx: Handle) => Promise<string[]>): Promise<string[]> => {
    let wrong: string[] = [];
    await sql
      .begin(async (tx) => {
        await tx.unsafe(change);
        wrong = await check(tx);
        throw new Error("undone");
      })
      .catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== "undone") throw error;
      });
    return wrong;
  };

  it.each([
    ["an open policy", "alter policy customers_select on public.customers using (true)", "customers"],
    ["a lost policy", "drop policy sales_select on public.sales", "sales"],
    ["a check that lets rows move", "alter policy outlets_update on public.outlets with check (true)", "outlets"],
    ["a grant of a hidden column", "grant select (token_hash) on public.invitations to authenticated", "invitations"],
    [
      "a lost column",
      "revoke select on public.sales from authenticated; grant select (id) on public.sales to authenticated",
      "sales",
    ],
    ["a right nobody needs", "grant delete on public.customers to authenticated", "customers"],
    ["a table without policies", "alter table public.invoices disable row level security", "invoices"],
    ["a view that runs as its owner", "alter view public.repair_board set (security_invoker = false)", "repair_board"],
  ])("%s", async (_what, change, table) => {
    expect(await wrongAfter(change, (tx) => checkTable(tx, table))).not.toEqual([]);
  });

  it("an open bucket and an open function", async () => {
    const bucket = "alter policy media_select on storage.objects using (bucket_id = 'media')";
    expect(await wrongAfter(bucket, checkBuckets)).not.toEqual([]);
    const call = "grant execute on function public.claim_outbox(text, integer, uuid[]) to authenticated";
    expect(await wrongAfter(call, checkFunctions)).not.toEqual([]);
  });

  it.each([
    [
      "a function that writes whatever id it is given",
      "create or replace function private.set_customer_locale(p_customer uuid, p_locale text) returns void language plpgsql security definer as $$ begin perform private.require_concierge(); update public.customers set locale = 'en' where id = p_customer; end $$",
      (tx: Handle) => checkForeignTenant(tx, "set_customer_locale"),
    ],
    [
      "a function that answers whatever id it is given",
      "create or replace function public.customer_panel(p_customer uuid) returns jsonb language sql security definer as $$ select to_jsonb(c) from public.customers as c where c.id = p_customer $$",
      (tx: Handle) => checkForeignTenant(tx, "customer_panel"),
    ],
    [
      "a function that forgets the outlet",
      "create or replace function private.receipt_document(p_sale uuid) returns jsonb language sql security definer as $$ select to_jsonb(l) from public.sale_lines as l where l.sale_id = p_sale $$",
      (tx: Handle) => checkForeignOutlet(tx, "receipt_document"),
    ],
    [
      "a function that asks for no capability",
      "create or replace function private.create_api_key(p jsonb) returns jsonb language sql security definer as $$ select '{}'::jsonb $$",
      (tx: Handle) => checkCalls(tx, "create_api_key"),
    ],
    [
      "a function that shows a phone to everybody",
      "create or replace function public.customer_panel(p_customer uuid) returns jsonb language sql security definer as $$ select to_jsonb(k) from public.customer_contacts as k where k.customer_id = p_customer $$",
      (tx: Handle) => checkCalls(tx, "customer_panel"),
    ],
  ])("%s", async (_what, change, check) => {
    expect(await wrongAfter(change, check)).not.toEqual([]);
  });
});
