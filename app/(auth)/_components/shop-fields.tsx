"use client";

import { useLocale, useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { LOCALES } from "@/lib/i18n/locales";

/** What a new shop is asked: at sign-up and, when that was interrupted, at /welcome. */
export function ShopFields() {
  const t = useTranslations("auth");
  const tc = useTranslations("common");
  const locale = useLocale();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="business"
        label={t("business")}
        autoComplete="organization"
        maxLength={120}
        required
        placeholder={t("businessExample")}
      />
      <TextField name="outlet" label={t("outlet")} maxLength={120} required placeholder={t("outletExample")} />
      <PhoneField name="phone" label={t("phone")} hint={null} required />
      <SelectField
        name="locale"
        label={t("language")}
        defaultValue={locale}
        required
        options={LOCALES.map((value) => ({ value, label: tc(`languages.${value}`) }))}
      />
    </div>
  );
}
