import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { PublicDb, UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import {
  type BreachInput,
  type ConsentTextInput,
  type PrivacyNotice,
  type PrivacySettingsInput,
  privacyNotice,
  type ReadmitInput,
} from "@/lib/privacy/schema";
import { answer } from "@/lib/repairs/rpc";

export async function savePrivacySettings(db: UserDb, input: PrivacySettingsInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("save_privacy_settings", {
    p: {
      dpo_name: input.dpoName,
      dpo_email: input.dpoEmail,
      dpo_phone: input.dpoPhone,
      messages_months: input.messagesMonths,
      media_months: input.mediaMonths,
      photos_months: input.photosMonths,
      intake_months: input.intakeMonths,
      links_months: input.linksMonths,
      inactive_months: input.inactiveMonths,
      tax_months: input.taxMonths,
    },
  });
  return error ? fromPg(error) : ok();
}

/** New words are a new version; the old ones stay for those who agreed to them. */
export const publishConsentText = (db: UserDb, input: ConsentTextInput): Promise<Result<{ version: string }>> =>
  answer(
    db.rpc("publish_consent_text", { p_purpose: input.purpose, p_body_ms: input.bodyMs, p_body_en: input.bodyEn }),
    z.object({ version: z.string() }),
  );

export async function readmitPhone(db: UserDb, input: ReadmitInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("readmit_phone", { p_phone: input.phone, p_note: input.note });
  return error ? fromPg(error) : ok();
}

export const saveBreach = (db: UserDb, input: BreachInput): Promise<Result<{ id: string }>> =>
  answer(
    db.rpc("save_breach", {
      p: {
        id: input.id ?? null,
        title: input.title,
        discovered_at: input.discoveredAt,
        what: input.what,
        categories: input.categories,
        persons: input.persons,
        cause: input.cause,
        actions: input.actions,
        notify: input.notify,
        notify_reason: input.notifyReason,
        commissioner_notified_at: input.commissionerNotifiedAt,
        commissioner_reference: input.commissionerReference,
        persons_notified_at: input.personsNotifiedAt,
        close: input.close === "on",
      },
    }),
    z.object({ id: z.string() }),
  );

/** The notice behind its public address; link.gone when there is none. */
export const getPrivacyNotice = (db: PublicDb, slug: string): Promise<Result<PrivacyNotice>> =>
  answer(db.rpc("public_privacy_notice", { p_slug: slug }), privacyNotice);
