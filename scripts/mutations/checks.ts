/** What the suite says about one table, trigger, reference or key: the same functions that the database tests call. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Sql, TransactionSql } from "postgres";
import postgres from "postgres";
import { ROOT } from "@/supabase/embedded/child";
import { checkBuckets } from "@/testing/access/buckets";
import { checkCalls } from "@/testing/access/calling";
import { checkFunctions } from "@/testing/access/functions";
import { checkOutletAsked } from "@/testing/access/outlets";
import { checkTable } from "@/testing/access/probe";
import { checkService } from "@/testing/access/service";
import { prepareAccessWorld } from "@/testing/access/world";
import { inRollback, ProbeFailed } from "@/testing/triggers/attempt";
import { type Catalog, readCatalog } from "@/testing/triggers/catalog";
import { probeCheck } from "@/testing/triggers/checks";
import { probeKey, probeReference } from "@/testing/triggers/keys";
import { type Ear, listen } from "@/testing/triggers/notify";
import { isLive, probeLiveTrigger, probeTrigger } from "@/testing/triggers/probe";
import { fillEmptyTables } from "@/testing/triggers/starters";
import { listMutants, type Mutant, type Witness } from "./mutants";
import { listRewrites } from "./rewrites";

const CONTRACT = readFileSync(path.join(ROOT, "supabase/tests/contract.sql"), "utf8");

export interface Bench {
  sql: Sql;
  catalog: Catalog;
  /** Tables that have no row to look at, and why. */
  empty: string[];
  ear: Ear;
}

/** Demo shops, the two businesses of the access matrix, and a row in every table. */
export async function prepareBench(sql: Sql): Promise<Bench> {
  const catalog = await readCatalog(sql);
  await prepareAccessWorld(sql);
  const empty = await fillEmptyTables(sql, catalog);
  return { sql, catalog, empty, ear: await listen(sql) };
}

/** A missing effect, or a refusal by Postgres where the rule lets pass; a lost connection is neither. */
async function said(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof ProbeFailed || error instanceof postgres.PostgresError) return [error.message];
    throw error;
  }
}

const contract = async (tx: TransactionSql): Promise<string[]> =>
  (await tx.unsafe<{ rule: string; what: string }[]>(CONTRACT)).map(({ rule, what }) => `${rule}: ${what}`);

async function witnessed(tx: TransactionSql, { catalog }: Bench, witness: Witness): Promise<string[]> {
  switch (witness.about) {
    case "access": {
      const behaviour = witness.schema === "storage" ? await checkBuckets(tx) : await checkTable(tx, witness.table);
      return behaviour.length > 0 ? behaviour : contract(tx);
    }
    case "call":
      return checkCalls(tx, witness.name);
    case "outlet":
      return checkOutletAsked(tx, witness.name);
    case "service":
      return checkService(tx);
    case "function":
      return checkFunctions(tx);
    case "trigger":
      return said(() => probeTrigger(tx, catalog, witness.trigger));
    case "reference":
      return said(() => probeReference(tx, catalog, witness.table, witness.reference));
    case "check":
      return said(() => probeCheck(tx, catalog, witness.table, witness.check));
    case "key":
      return said(() => probeKey(tx, catalog, witness.table, witness.key));
  }
}

const isCommitted = (witness: Witness): boolean => witness.about === "trigger" && isLive(witness.trigger);

/** The unweakened schema must pass what is asked of the mutant. */
export async function control(bench: Bench, witness: Witness): Promise<string[]> {
  if (witness.about === "trigger" && isLive(witness.trigger))
    return said(() => probeLiveTrigger(bench.ear, bench.catalog, witness.trigger));
  return inRollback(bench.sql, (tx) => witnessed(tx, bench, witness));
}

/** What the suite says about the weakened schema: nothing = the mutant survives. */
export async function tryMutant(bench: Bench, mutant: Mutant): Promise<string[]> {
  if (!isCommitted(mutant.witness)) {
    return inRollback(bench.sql, async (tx) => {
      await tx.unsafe(mutant.ddl);
      return witnessed(tx, bench, mutant.witness);
    });
  }
  // A notification is delivered on commit only, so this mutation is committed and taken back.
  await bench.sql.unsafe(mutant.ddl);
  try {
    return await control(bench, mutant.witness);
  } finally {
    await bench.sql.unsafe(mutant.restore);
  }
}

export const allMutants = async ({ sql, catalog }: Bench): Promise<Mutant[]> => [
  ...(await listMutants(sql, catalog)),
  ...(await listRewrites(sql, catalog)),
];

export const witnessName = (witness: Witness): string => {
  switch (witness.about) {
    case "access":
      return `access ${witness.schema}.${witness.table}`;
    case "call":
    case "outlet":
      return `${witness.about} ${witness.name}`;
    case "service":
      return "service role";
    case "function":
      return "functions";
    case "trigger":
      return `trigger ${witness.trigger.table}.${witness.trigger.name}`;
    case "reference":
      return `reference ${witness.reference.name}`;
    case "check":
      return `check ${witness.table.name} ${witness.check.name}`;
    case "key":
      return `key ${witness.key.name}`;
  }
};
