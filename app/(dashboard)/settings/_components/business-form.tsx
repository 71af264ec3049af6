"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField, TextareaField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { Card, CardContent, CardFooter } from "@/components/ui/card";
import { LOCALES } from "@/lib/i18n/locales";
import type { Business } from "@/lib/tenancy/business";
import { saveBusinessAction } from "../actions";
import { AddressFields } from "./address-fields";
import { SettingsGroup } from "./settings-group";

type BusinessFormProps = { business: Business; phone: string; today: string };

/** `phone` as people write it. */
export function BusinessForm({ business, phone, today }: BusinessFormProps) {
  const t = useTranslations("settings");
  const tc = useTranslations("common");
  const [taxed, setTaxed] = useState(business.sst_from !== null);
  return (
    <ActionForm
      action={saveBusinessAction}
      successMessage={tc("saved")}
      className="grid gap-4"
      aria-label={t("sections.business")}
    >
      <Card>
        <CardContent className="grid gap-6">
          <SettingsGroup title={t("business.identity")} text={t("business.identityText")}>
            <TextField
              name="name"
              label={t("business.name")}
              required
              maxLength={120}
              autoComplete="organization"
              defaultValue={business.name}
            />
            <TextField
              name="registrationNo"
              label={t("business.registrationNo")}
              optional
              maxLength={40}
              placeholder="202001012345"
              defaultValue={business.registration_no ?? ""}
            />
            <PhoneField name="phone" label={tc("phone")} hint={null} optional defaultValue={phone} />
            <TextField
              name="email"
              label={tc("email")}
              type="email"
              optional
              maxLength={254}
              autoComplete="email"
              defaultValue={business.email ?? ""}
            />
          </SettingsGroup>
          <SettingsGroup title={tc("address")} text={t("business.addressText")}>
            <AddressFields value={business} />
          </SettingsGroup>
          <SettingsGroup title={t("business.tax")} text={t("business.taxText")}>
            <CheckboxField
              name="sst"
              label={t("business.sst")}
              hint={t("business.sstHint")}
              checked={taxed}
              onCheckedChange={(checked) => setTaxed(checked === true)}
              className="sm:col-span-2"
            />
            <TextField
              name="sstNo"
              label={t("business.sstNo")}
              maxLength={40}
              placeholder="W10-1808-32000123"
              required={taxed}
              defaultValue={business.sst_no ?? ""}
              className={taxed ? "" : "hidden"}
            />
            <TextField
              name="sstFrom"
              label={t("business.sstFrom")}
              type="date"
              required={taxed}
              defaultValue={business.sst_from ?? today}
              className={taxed ? "" : "hidden"}
            />
          </SettingsGroup>
          <SettingsGroup title={t("business.documents")} text={t("business.documentsText")}>
            <TextareaField
              name="receiptFooter"
              label={t("business.receiptFooter")}
              optional
              maxLength={500}
              placeholder={t("business.receiptFooterExample")}
              defaultValue={business.receipt_footer ?? ""}
              className="sm:col-span-2"
            />
            <TextareaField
              name="terms"
              label={t("business.terms")}
              optional
              maxLength={1000}
              placeholder={t("business.termsExample")}
              defaultValue={business.terms ?? ""}
              className="sm:col-span-2"
            />
            <TextareaField
              name="bankDetails"
              label={t("business.bankDetails")}
              optional
              maxLength={500}
              placeholder={t("business.bankDetailsExample")}
              defaultValue={business.bank_details ?? ""}
              className="sm:col-span-2"
            />
          </SettingsGroup>
          <SettingsGroup title={tc("language")} text={t("business.languageText")}>
            <SelectField
              name="locale"
              label={tc("language")}
              defaultValue={business.locale}
              options={LOCALES.map((value) => ({ value, label: tc(`languages.${value}`) }))}
            />
          </SettingsGroup>
        </CardContent>
        <CardFooter>
          <SubmitButton>{tc("save")}</SubmitButton>
        </CardFooter>
      </Card>
    </ActionForm>
  );
}
