/**
 * Every trigger, reference and unique key of the schema, read from the catalog, is shown at work by a probe. The mutation run
 * (`npm run test:mutations`) drops each of them and demands that the same probe notices.
 */
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allMutants, type Bench, prepareBench, tryMutant } from "@/scripts/mutations/checks";
import { startTestStack, type TestStack } from "@/testing/stack";
import { inRollback } from "@/testing/triggers/attempt";
import type { Catalog } from "@/testing/triggers/catalog";
import { isImplied, probeCheck } from "@/testing/triggers/checks";
import { isOwnId, probeKey, probeReference } from "@/testing/triggers/keys";
import { hasProbe, isLive, probeLiveTrigger, probeTrigger } from "@/testing/triggers/probe";

let stack: TestStack;
let sql: Sql;
let catalog: Catalog;
let bench: Bench;

beforeAll(async () => {
  stack = await startTestStack({ seed: true });
  sql = stack.serviceSql;
  bench = await prepareBench(sql);
  catalog = bench.catalog;
}, 180_000);

afterAll(async () => {
  await bench.ear.close();
  await stack.stop();
});

/** Names of those that failed, with what was missing. */
async function failures<T>(
  items: T[],
  name: (item: T) => string,
  probe: (item: T) => Promise<void>,
): Promise<string[]> {
  const found: string[] = [];
  for (const item of items) {
    await probe(item).catch((error: Error) => found.push(`${name(item)}: ${error.message}`));
  }
  return found;
}

// A few thousand statements, each undone: seconds on an idle machine.
const PATIENCE_MS = 120_000;

describe("the schema at work", { timeout: PATIENCE_MS }, () => {
  it("has a row to copy in every table", () => expect(bench.empty).toEqual([]));

  it("has a probe for every trigger", () => {
    expect(catalog.triggers.length).toBeGreaterThan(70);
    const without = catalog.triggers.filter((trigger) => !hasProbe(trigger));
    expect(without.map((trigger) => `${trigger.table}.${trigger.name}`)).toEqual([]);
  });

  it("fires every trigger", async () => {
    const silent = await failures(
      catalog.triggers.filter(hasProbe),
      (trigger) => `${trigger.table}.${trigger.name}`,
      (trigger) =>
        isLive(trigger)
          ? probeLiveTrigger(bench.ear, catalog, trigger)
          : inRollback(sql, (tx) => probeTrigger(tx, catalog, trigger)),
    );
    expect(silent).toEqual([]);
  });

  it("refuses references to other tenants and to nothing, whoever writes them", async () => {
    const references = catalog.tables.flatMap((table) => table.references.map((reference) => ({ table, reference })));
    expect(references.length).toBeGreaterThan(70);
    const open = await failures(
      references,
      ({ reference }) => reference.name,
      ({ table, reference }) => inRollback(sql, (tx) => probeReference(tx, catalog, table, reference)),
    );
    expect(open).toEqual([]);
  });

  it("takes what is the same in a unique key once", async () => {
    const keys = catalog.tables.flatMap((table) =>
      table.keys.filter((key) => !isOwnId(table, key)).map((key) => ({ table, key })),
    );
    const open = await failures(
      keys,
      ({ key }) => key.name,
      ({ table, key }) => inRollback(sql, (tx) => probeKey(tx, catalog, table, key)),
    );
    expect(open).toEqual([]);
  });

  it("refuses by every check what it is there to refuse", async () => {
    const checks = catalog.tables.flatMap((table) =>
      table.checks.filter((check) => !isImplied(check)).map((check) => ({ table, check })),
    );
    const idle = await failures(
      checks,
      ({ table, check }) => `${table.name}.${check.name}`,
      ({ table, check }) => inRollback(sql, (tx) => probeCheck(tx, catalog, table, check)),
    );
    expect(idle).toEqual([]);
  });
});

describe("a sample of the mutations", { timeout: PATIENCE_MS }, () => {
  const SAMPLE = 16;

  it("is noticed by the probes", async () => {
    const mutants = await allMutants(bench);
    const step = Math.floor(mutants.length / SAMPLE);
    const survivors: string[] = [];
    for (const mutant of mutants.filter((_, at) => at % step === 0)) {
      if ((await tryMutant(bench, mutant)).length === 0) survivors.push(mutant.name);
    }
    expect(survivors).toEqual([]);
  });
});
