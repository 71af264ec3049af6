/** What erasing a person, refusing his address and the register of breaches promise. */
import type { TransactionSql } from "postgres";
import { demand, refused } from "../attempt";
import type { Catalog } from "../catalog";
import type { Probe } from "../generic";
import { redacting } from "../redacting";
import { countRows, deleteRow, freshRow, type Row, readAgain, rowsOf, updateRow } from "../rows";

const ERASED = { erased_at: "2026-01-01T00:00:00Z" };

async function erase(tx: TransactionSql, catalog: Catalog, customer: Row): Promise<void> {
  await redacting(tx, customer["tenant_id"], () => updateRow(tx, catalog.table("public.customers"), customer, ERASED));
}

/** Nothing new is written about an erased person. */
const refuseErased: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const [sample] = await rowsOf(tx, trigger.table, "customer_id is not null", 1);
  demand(sample !== undefined, `${trigger.table}: no row of a customer`);
  const customer = await freshRow(tx, catalog, "public.customers", {}, { tenant: sample["tenant_id"] });
  const given = { customer_id: customer["id"] };
  const row = trigger.onUpdate ? await freshRow(tx, catalog, trigger.table, given, { from: [sample] }) : undefined;
  await erase(tx, catalog, customer);
  if (row)
    await refused(tx, "customer.erased", "a change about an erased person", (inner) =>
      updateRow(inner, table, row, given),
    );
  if (row) await deleteRow(tx, table, row);
  await refused(tx, "customer.erased", "a row about an erased person", (inner) =>
    freshRow(inner, catalog, trigger.table, given, { from: [sample] }),
  );
};

const customersErased: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const customer = await freshRow(tx, catalog, trigger.table);
  await refused(tx, "customer.erased", "erasing beside the functions that do", (inner) =>
    updateRow(inner, table, customer, ERASED),
  );
  await erase(tx, catalog, customer);
  await refused(tx, "customer.erased", "a new name for an erased person", (inner) =>
    updateRow(inner, table, customer, { name: "Aminah" }),
  );
};

const PHONE = "+60123450000";

async function suppress(tx: TransactionSql, tenant: unknown): Promise<void> {
  await tx`insert into private.suppressions (tenant_id, hash)
    select t, private.contact_hash(t, 'phone', ${PHONE}) from (select ${String(tenant)}::uuid) as x (t)`;
}

const contactsSuppressed: Probe = async (tx, catalog, trigger) => {
  const row = await freshRow(tx, catalog, trigger.table, { phone: null });
  await suppress(tx, row["tenant_id"]);
  await refused(tx, "customer.suppressed", "a suppressed phone on a contact", (inner) =>
    updateRow(inner, catalog.table(trigger.table), row, { phone: PHONE }),
  );
  await refused(tx, "customer.suppressed", "a new contact with a suppressed phone", (inner) =>
    freshRow(inner, catalog, trigger.table, { phone: PHONE }, { from: [row] }),
  );
};

const identitiesSuppressed: Probe = async (tx, catalog, trigger) => {
  const [sample] = await rowsOf(tx, trigger.table, "true", 1);
  demand(sample !== undefined, "an identity is needed");
  await suppress(tx, sample["tenant_id"]);
  await refused(tx, "customer.suppressed", "a suppressed identity", (inner) =>
    freshRow(inner, catalog, trigger.table, { kind: "phone", value: PHONE }, { from: [sample] }),
  );
};

const seedPrivacy: Probe = async (tx, catalog, trigger) => {
  const tenant = await freshRow(tx, catalog, trigger.table);
  const own = `tenant_id = '${tenant["id"]}'`;
  demand((await countRows(tx, "public.privacy_settings", own)) === 1, "a new tenant has no periods");
  demand(
    (await countRows(tx, "public.consent_texts", `${own} and version = 'counter-1'`)) === 2,
    "a new tenant has no words for consent",
  );
};

const intakeTexts: Probe = async (tx, catalog, trigger) => {
  const words = (row: Row) =>
    countRows(
      tx,
      "public.consent_texts",
      `tenant_id = '${row["tenant_id"]}' and version = 'intake-${row["text_version"]}'`,
    );
  const form = await freshRow(tx, catalog, trigger.table);
  demand((await words(form)) === 2, "a new form's words are not kept");
  const said = { service: "Ya, boleh.", marketing: "Ya, mahu." };
  const changed = await updateRow(tx, catalog.table(trigger.table), form, { texts: { ms: said, en: said } });
  demand(
    changed["text_version"] !== form["text_version"] && (await words(changed)) === 2,
    "a form's new words are not kept",
  );
};

const breach = {
  discovered_at: "2026-01-01T00:00:00Z",
  notify: "both",
  commissioner_due_at: "2030-01-01T00:00:00Z",
  commissioner_notified_at: null,
  persons_due_at: null,
  persons_notified_at: null,
  closed_at: null,
};

const breachesGuard: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const row = await freshRow(tx, catalog, trigger.table, breach);
  demand(String(row["commissioner_due_at"]).startsWith("2026-01-04"), "the deadline is not 72 hours");
  await refused(tx, "breach.not_notified", "closing before anybody was told", (inner) =>
    updateRow(inner, table, row, { closed_at: "2026-01-02T00:00:00Z" }),
  );
  await refused(tx, "breach.times", "told before it was discovered", (inner) =>
    updateRow(inner, table, row, { commissioner_notified_at: "2025-01-01T00:00:00Z" }),
  );
  await refused(tx, "breach.kept", "a delete", (inner) => deleteRow(inner, table, row));
  const times = {
    commissioner_notified_at: "2026-01-02T00:00:00Z",
    persons_notified_at: "2026-01-03T00:00:00Z",
    closed_at: "2026-01-04T00:00:00Z",
  };
  await updateRow(tx, table, row, times);
  await refused(tx, "breach.closed", "a change after closing", (inner) =>
    updateRow(inner, table, row, { title: "Lain" }),
  );
};

const breachesHistory: Probe = async (tx, catalog, trigger) => {
  const row = await freshRow(tx, catalog, trigger.table, breach);
  await updateRow(tx, catalog.table(trigger.table), row, { title: "Telefon hilang" });
  const [kept] = await rowsOf(tx, "public.breach_changes", `breach_id = '${row["id"]}'`);
  demand(kept !== undefined, "what it said before is not kept");
  demand(JSON.stringify(kept["after"]) === '{"title":"Telefon hilang"}', "the change is kept as something else");
  demand(
    (await readAgain(tx, catalog.table(trigger.table), row))?.["title"] === "Telefon hilang",
    "the change did not happen",
  );
};

export const PRIVACY_PROBES: Record<string, Probe> = {
  refuse_erased: refuseErased,
  customers_erased: customersErased,
  contacts_suppressed: contactsSuppressed,
  identities_suppressed: identitiesSuppressed,
  seed_privacy: seedPrivacy,
  register_intake_texts: intakeTexts,
  breaches_guard: breachesGuard,
  breaches_history: breachesHistory,
};
