"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { readmitPhoneAction } from "../actions";

export function ReadmitForm() {
  const t = useTranslations("privacy.requests");
  return (
    <ActionForm
      action={readmitPhoneAction}
      successMessage={t("readmitted")}
      resetOnSuccess
      className="grid gap-4 sm:grid-cols-2"
      aria-label={t("readmitTitle")}
    >
      <PhoneField name="phone" label={t("phone")} hint={null} required autoComplete="off" />
      <TextField
        name="note"
        label={t("note")}
        placeholder={t("noteExample")}
        required
        maxLength={300}
        autoComplete="off"
      />
      <div className="sm:col-span-2">
        <SubmitButton variant="secondary">{t("readmit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
