import { createHash } from "node:crypto";
import QRCode from "qrcode";
import { z } from "zod";
import type { ActionError } from "@/lib/core/action";
import type { Locale } from "@/lib/core/dates";
import { log } from "@/lib/core/log";
import { err, ok, type Result } from "@/lib/core/result";
import { type PublicDb, systemDb } from "@/lib/db/clients";
import { env } from "@/lib/env";
import { getIntakeForm } from "@/lib/intake/queries";
import { type IntakeInput, missingFields } from "@/lib/intake/schema";
import { inspectFile } from "@/lib/media/inspect";
import { ackText } from "@/lib/repairs/customer-text";
import { addTicketPhoto } from "@/lib/repairs/photos";
import { answer } from "@/lib/repairs/rpc";
import { customerTemplates } from "@/lib/repairs/templates";
import type { Unlock } from "@/lib/repairs/unlock";
import { unlockOf } from "@/lib/repairs/unlock-schema";
import { keepUnlock } from "@/lib/repairs/unlock-vault";

const stored = z.object({
  ticket_id: z.uuid(),
  tenant_id: z.uuid(),
  number: z.string(),
  token: z.string(),
  duplicate: z.boolean(),
});
export type IntakeReceipt = { number: string; token: string; qr: string };

/** Addresses are kept only as a keyed hash, and only to count. */
const addressHash = (address: string) =>
  createHash("sha256").update(`${env().SUPABASE_JWT_SECRET}:intake:${address}`).digest("hex");

/** A form of the counter becomes a ticket, once per `clientId`. Nothing in the answer tells whether the shop knew this person. */
export async function submitIntake(
  db: PublicDb,
  locale: Locale,
  address: string,
  input: IntakeInput,
): Promise<Result<IntakeReceipt> | ActionError> {
  if (input.website !== "") return err("intake.too_many");
  const form = await getIntakeForm(db, input.slug);
  if (!form.ok) return form;
  const fields = missingFields(form.value.fields, input);
  if (Object.keys(fields).length > 0) return { ...err("input.invalid"), fields };
  if (await hasWrongPhoto(input.photos)) return { ...err("input.invalid"), fields: { photos: "intake.bad_photo" } };
  // What opens the device is no answer: it is kept encrypted, apart from the evidence.
  const { slug, clientId, terms, service, marketing, photos, pin, pattern, website: _trap, ...answers } = input;
  // The name somebody typed does not go into the message: nobody shall write to a stranger's phone through this form.
  const ack = ackText(customerTemplates(locale), { shop: form.value.outlet.shop, appUrl: env().APP_URL });
  const p = {
    slug,
    client_id: clientId,
    locale,
    address_hash: addressHash(address),
    text_version: form.value.text_version,
    answers,
    consents: { terms, service, marketing },
    ack,
  };
  const made = await answer(db.rpc("submit_intake", { p }), stored);
  if (!made.ok) {
    const field = made.detail?.["field"];
    return typeof field === "string" ? { ...err("input.invalid"), fields: { [field]: made.code } } : made;
  }
  await keepPhotos(made.value.tenant_id, made.value.ticket_id, clientId, photos);
  const unlock = form.value.fields.pin === "off" ? null : unlockOf({ pin, pattern });
  if (unlock) await keepPin(made.value.tenant_id, made.value.ticket_id, unlock);
  const { number, token } = made.value;
  return ok({ number, token, qr: await QRCode.toString(`${env().APP_URL}/r/${token}`, { type: "svg", margin: 0 }) });
}

/** Judged by what it is, before anything is saved: the person still has the form in front of him. */
async function hasWrongPhoto(photos: readonly File[]): Promise<boolean> {
  for (const file of photos) {
    const seen = await inspectFile(new Uint8Array(await file.arrayBuffer()), file.name);
    if (!seen.ok || !seen.value.mime.startsWith("image/")) return true;
  }
  return false;
}

/** A photo that Storage cannot take now does not undo the ticket: the device lies on the counter and can be photographed again. */
async function keepPhotos(
  tenantId: string,
  ticketId: string,
  clientId: string,
  photos: readonly File[],
): Promise<void> {
  const db = systemDb(tenantId, "intake");
  for (const [index, file] of photos.entries()) {
    const kept = await addTicketPhoto(db, tenantId, {
      clientId: photoId(clientId, index),
      ticketId,
      stage: "before",
      file,
    });
    if (!kept.ok) log("web").warn({ ticket: ticketId, code: kept.code }, "intake photo not kept");
  }
}

/** Like a photo: the ticket stands without it, and the counter can ask. */
async function keepPin(tenantId: string, ticketId: string, unlock: Unlock): Promise<void> {
  const kept = await keepUnlock(systemDb(tenantId, "intake"), tenantId, ticketId, unlock, { replace: false });
  if (!kept.ok) log("web").warn({ ticket: ticketId, code: kept.code }, "what opens the device was not kept");
}

/** The same photo of the same submit has the same id, so that a repeat adds nothing. */
function photoId(clientId: string, index: number): string {
  const hex = createHash("sha256").update(`${clientId}:${index}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
