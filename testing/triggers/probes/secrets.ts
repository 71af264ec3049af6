/** Secrets and devices' PINs: every touch is told without the value, and a PIN goes with the device. */
import { randomUUID } from "node:crypto";
import { demand } from "../attempt";
import { asRequest, audited, demandEntry, type Probe } from "../generic";
import { countRows, deleteRow, freshRow, insertRow, type Row, rowsOf, updateRow } from "../rows";

const sealed = (sign: string): string => `v1.2.${sign.repeat(16)}.${sign.repeat(22)}`;

const secretsAudit: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  await asRequest(tx);
  const [sample] = await rowsOf(tx, trigger.table, "true", 1);
  demand(sample !== undefined, "a secret is needed");
  const row: Row = { ...sample, ref: randomUUID(), ciphertext: sealed("B") };
  const told = await audited(tx, trigger.table, async () => {
    await insertRow(tx, table, row);
    await updateRow(tx, table, row, { ciphertext: sealed("C") });
    await deleteRow(tx, table, row);
  });
  for (const action of ["insert", "update", "delete"]) {
    const entry = demandEntry(told, action, row, ["value"]);
    demand(!/[BC]{16}/.test(JSON.stringify(entry)), `${action}: the secret is in the log`);
  }
};

/** Whoever closes the ticket: the PIN of the device is gone in the same moment. */
const forgetPin: Probe = async (tx, catalog, trigger) => {
  const ticket = await freshRow(tx, catalog, trigger.table, { status: "diagnosing", phase: "IN_PROGRESS" });
  await insertRow(tx, catalog.table("private.secrets"), {
    tenant_id: ticket["tenant_id"],
    kind: "device_pin",
    ref: ticket["id"],
    ciphertext: sealed("D"),
    set_at: "2026-01-01T00:00:00Z",
  });
  await updateRow(tx, catalog.table(trigger.table), ticket, { status: "cancelled" });
  demand(
    (await countRows(tx, "private.secrets", `ref = '${ticket["id"]}'`)) === 0,
    "the PIN stays after the ticket is closed",
  );
};

export const SECRET_PROBES: Record<string, Probe> = { secrets_audit: secretsAudit, forget_device_pin: forgetPin };
