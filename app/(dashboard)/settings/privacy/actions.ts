"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { type ActionError, action } from "@/lib/core/action";
import type { Result } from "@/lib/core/result";
import { publishConsentText, readmitPhone, saveBreach, savePrivacySettings } from "@/lib/privacy/save";
import { breachInput, consentTextInput, privacySettingsInput, readmitInput } from "@/lib/privacy/schema";

/** A refusal that names a field is shown at that field. */
function atField<T>(result: Result<T>): Result<T> | ActionError {
  const field = result.ok ? undefined : result.detail?.["field"];
  return !result.ok && typeof field === "string" ? { ...result, fields: { [field]: result.code } } : result;
}

export const savePrivacySettingsAction = action("savePrivacySettings", privacySettingsInput, async ({ db }, input) => {
  const saved = await savePrivacySettings(db, input);
  if (saved.ok) refresh();
  return atField(saved);
});

export const publishConsentTextAction = action("publishConsentText", consentTextInput, async ({ db }, input) => {
  const saved = await publishConsentText(db, input);
  if (saved.ok) refresh();
  return saved;
});

export const readmitPhoneAction = action("readmitPhone", readmitInput, async ({ db }, input) => {
  const done = await readmitPhone(db, input);
  if (done.ok) refresh();
  return atField(done);
});

export const saveBreachAction = action("saveBreach", breachInput, async ({ db }, input): Promise<Result<undefined>> => {
  const saved = await saveBreach(db, input);
  if (!saved.ok) return saved;
  redirect(`/settings/privacy/breaches/${saved.value.id}`);
});
