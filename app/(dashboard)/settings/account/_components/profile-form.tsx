"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import type { Locale } from "@/lib/core/dates";
import { LOCALES } from "@/lib/i18n/locales";
import { saveProfileAction } from "../actions";

export function ProfileForm({ name, email, locale }: { name: string; email: string; locale: Locale }) {
  const t = useTranslations("settings.account");
  const tc = useTranslations("common");
  return (
    <ActionForm
      action={saveProfileAction}
      successMessage={tc("saved")}
      className="grid gap-4 sm:col-span-2 sm:grid-cols-2"
    >
      <TextField name="name" label={t("name")} autoComplete="name" maxLength={120} defaultValue={name} required />
      <SelectField
        name="locale"
        label={t("language")}
        hint={t("languageText")}
        defaultValue={locale}
        options={LOCALES.map((value) => ({ value, label: tc(`languages.${value}`) }))}
      />
      <TextField name="email" label={t("email")} hint={t("emailHint")} defaultValue={email} readOnly />
      <div className="sm:col-span-2">
        <SubmitButton>{tc("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
