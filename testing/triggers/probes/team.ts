/** What a new tenant starts with, its owners, and what is known of people. */
import type { TransactionSql } from "postgres";
import { demand, refused } from "../attempt";
import { asRequest, audited, demandEntry, type Probe } from "../generic";
import { countRows, deleteRow, freshRow, type Row, readAgain, rowsOf, updateRow } from "../rows";

/** Rows that a new row of the trigger's table brings along. */
const brings =
  (table: string, link: string): Probe =>
  async (tx, catalog, trigger) => {
    const row = await freshRow(tx, catalog, trigger.table);
    demand(
      (await countRows(tx, table, `${link} = '${row["id"]}'`)) > 0,
      `a new row of ${trigger.table} brings no ${table}`,
    );
  };

/** The owners of a tenant that has one. */
const owners = (tx: TransactionSql): Promise<Row[]> =>
  rowsOf(
    tx,
    "public.members",
    "role = 'owner' and status = 'active' and tenant_id = (select id from public.tenants order by created_at limit 1)",
  );

const keepAnOwner: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const found = await owners(tx);
  demand(found.length > 0, "a tenant with an owner is needed");
  const all = async (inner: TransactionSql, work: (row: Row) => Promise<unknown>) => {
    for (const row of await owners(inner)) await work(row);
  };
  if (trigger.onUpdate) {
    for (const change of [{ role: "admin" }, { status: "suspended" }, { status: "removed" }]) {
      await refused(tx, "team.last_owner", `the last owner as ${JSON.stringify(change)}`, (inner) =>
        all(inner, (row) => updateRow(inner, table, row, change)),
      );
    }
  }
  if (trigger.onDelete) {
    await refused(tx, "team.last_owner", "the last owner's removal", (inner) =>
      all(inner, (row) => deleteRow(inner, table, row)),
    );
  }
};

const masked = (phone: string): string => `${phone.slice(0, 3)} •••• ${phone.slice(-4)}`;

const contactsMask: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const shown = async (row: Row) =>
    (await readAgain(tx, catalog.table("public.customers"), { id: row["customer_id"] ?? null }))?.["phone_masked"];
  const row = await freshRow(tx, catalog, trigger.table, { phone: "+60123456789" });
  demand((await shown(row)) === masked("+60123456789"), "a new contact leaves the masked phone as it was");
  await updateRow(tx, table, row, { phone: "+60198765432" });
  demand((await shown(row)) === masked("+60198765432"), "a changed contact leaves the masked phone as it was");
};

const WORDS = { intro: "Isi borang.", service: "Ya, boleh.", marketing: "Ya, mahu." };

const intakeVersion: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const [row] = await rowsOf(tx, trigger.table, "true", 1);
  demand(row !== undefined, "an intake form is needed");
  const version = Number(row["text_version"]);
  demand(
    (await updateRow(tx, table, row, { is_open: row["is_open"] !== true }))["text_version"] === version,
    "the version counts what is not a text",
  );
  const changed = await updateRow(tx, table, row, { texts: { ms: WORDS, en: WORDS } });
  demand(changed["text_version"] === version + 1, "new words keep the old version");
};

/** A person's name changes: each of his shops is told, without his address. */
const peopleAudit: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  await asRequest(tx);
  const [member] = await rowsOf(tx, "public.members", "status = 'active'", 1);
  demand(member !== undefined, "a member is needed");
  const [person] = await rowsOf(tx, trigger.table, `user_id = '${member["user_id"]}'`, 1);
  demand(person !== undefined, "a person is needed");
  const quiet = await audited(tx, trigger.table, () =>
    updateRow(tx, table, person, { locale: person["locale"] === "ms" ? "en" : "ms" }),
  );
  demand(quiet.length === 0, "a language is in the log");
  const change = { name: "Nama Baharu", email: "baharu@test.invalid" };
  const told = await audited(tx, trigger.table, () => updateRow(tx, table, person, change));
  const entry = demandEntry(
    told.filter((row) => row.tenant_id === member["tenant_id"]),
    "update",
    member,
    ["email"],
  );
  demand(
    entry.after?.["name"] === change.name && entry.before?.["name"] === person["name"],
    "the names are not in the log",
  );
};

export const TEAM_PROBES: Record<string, Probe> = {
  keep_an_owner: keepAnOwner,
  customer_contacts_mask: contactsMask,
  intake_forms_version: intakeVersion,
  people_audit: peopleAudit,
  tenants_canned: brings("public.canned_replies", "tenant_id"),
  seed_repair_statuses: brings("public.repair_transitions", "tenant_id"),
  seed_intake_form: brings("public.intake_forms", "tenant_id"),
  outlets_channel: brings("public.channels", "outlet_id"),
};
