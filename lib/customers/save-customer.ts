import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { AddDeviceInput, AddNoteInput, RecordConsentInput, SaveCustomerInput } from "@/lib/customers/schema";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

const saved = z.object({ id: z.string() });

/** New without an id. Contact data of somebody whose contacts the caller may not see is left alone by the database. */
export async function saveCustomer(db: UserDb, input: SaveCustomerInput): Promise<Result<{ id: string }>> {
  const { outletId, ...fields } = input;
  const { data, error } = await db.rpc("save_customer", { p: { ...fields, outlet_id: outletId } });
  return error ? fromPg(error) : ok(saved.parse(data));
}

export async function addCustomerNote(db: UserDb, tenantId: string, input: AddNoteInput): Promise<Result<undefined>> {
  const { error } = await db
    .from("customer_notes")
    .insert({ tenant_id: tenantId, customer_id: input.customerId, body: input.body });
  return error ? fromPg(error) : ok();
}

export async function addDevice(db: UserDb, tenantId: string, input: AddDeviceInput): Promise<Result<undefined>> {
  const { customerId, ...device } = input;
  const { error } = await db.from("devices").insert({ tenant_id: tenantId, customer_id: customerId, ...device });
  return error ? fromPg(error) : ok();
}

/** A row is added, never changed: the newest one of a purpose holds. Names the words that staff read out today, and who wrote it down. */
export async function recordConsent(db: UserDb, input: RecordConsentInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("record_consent", {
    p_customer: input.customerId,
    p_purpose: input.purpose,
    p_granted: input.granted,
    p_source: "staff",
    p_text_version: "",
    p_evidence: { note: input.note },
  });
  return error ? fromPg(error) : ok();
}
