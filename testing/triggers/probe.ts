/** The probe of a trigger: by "table.trigger", else by its function. A trigger without one fails triggers.db.test.ts. */
import type { TransactionSql } from "postgres";
import { undone } from "./attempt";
import type { Catalog, Trigger } from "./catalog";
import { appendOnly, audit, noTruncate, type Probe, touch } from "./generic";
import { type Ear, LIVE_PROBES, type LiveProbe } from "./notify";
import { INBOX_PROBES } from "./probes/inbox";
import { MONEY_PROBES } from "./probes/money";
import { PRIVACY_PROBES } from "./probes/privacy";
import { REPAIR_PROBES } from "./probes/repairs";
import { SECRET_PROBES } from "./probes/secrets";
import { TEAM_PROBES } from "./probes/team";
import { TILL_PROBES } from "./probes/till";

const PROBES: Record<string, Probe> = {
  touch,
  audit,
  append_only: appendOnly,
  no_truncate: noTruncate,
  ...TEAM_PROBES,
  ...INBOX_PROBES,
  ...REPAIR_PROBES,
  ...MONEY_PROBES,
  ...TILL_PROBES,
  ...PRIVACY_PROBES,
  ...SECRET_PROBES,
};

const find = <T>(probes: Record<string, T>, trigger: Trigger): T | undefined =>
  probes[`${trigger.table}.${trigger.name}`] ?? probes[trigger.fn];

const liveProbe = (trigger: Trigger): LiveProbe | undefined => find(LIVE_PROBES, trigger);
const probe = (trigger: Trigger): Probe | undefined => find(PROBES, trigger);

/** It tells open screens, so it shows only in committed transactions. */
export const isLive = (trigger: Trigger): boolean => liveProbe(trigger) !== undefined;

export const hasProbe = (trigger: Trigger): boolean => isLive(trigger) || probe(trigger) !== undefined;

/** Resolves when the trigger does its work; leaves nothing behind in the transaction. */
export async function probeTrigger(tx: TransactionSql, catalog: Catalog, trigger: Trigger): Promise<void> {
  const found = probe(trigger);
  if (!found) throw new Error(`no probe for ${trigger.table}.${trigger.name}`);
  await undone(
    (work) => tx.savepoint(work),
    (inner) => found(inner, catalog, trigger),
  );
}

/** Works in committed transactions and leaves a few copied rows behind. */
export async function probeLiveTrigger(ear: Ear, catalog: Catalog, trigger: Trigger): Promise<void> {
  const found = liveProbe(trigger);
  if (!found) throw new Error(`no live probe for ${trigger.table}.${trigger.name}`);
  await found(ear, catalog, trigger);
}
