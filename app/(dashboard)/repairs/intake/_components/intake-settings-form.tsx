"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, TextareaField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { FIELD_KEYS } from "@/lib/intake/kinds";
import type { IntakeFormDefinition } from "@/lib/intake/schema";
import { saveIntakeFormAction } from "../actions";
import { FieldModeRow } from "./field-mode-row";

const LOCALES = ["ms", "en"] as const;

/** Questions on, off or required, and the words of both languages: no deploy, next scan sees it. */
export function IntakeSettingsForm({ form }: { form: IntakeFormDefinition }) {
  const t = useTranslations("intake.settings");
  const tc = useTranslations("common");
  return (
    <ActionForm action={saveIntakeFormAction} successMessage={t("saved")} className="grid gap-5">
      <Card>
        <CardHeader>
          <CardTitle>{t("fields")}</CardTitle>
          <CardDescription>{t("fieldsText")}</CardDescription>
        </CardHeader>
        <CardContent className="grid gap-4">
          <CheckboxField name="isOpen" label={t("isOpen")} hint={t("isOpenHint")} defaultChecked={form.is_open} />
          <div className="grid divide-y border-t">
            {FIELD_KEYS.map((key) => (
              <FieldModeRow key={key} name={key} value={form.fields[key]} />
            ))}
          </div>
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("texts")}</CardTitle>
          <CardDescription>{t("textsText", { version: form.text_version })}</CardDescription>
        </CardHeader>
        <CardContent>
          <Tabs defaultValue="ms">
            <TabsList>
              {LOCALES.map((locale) => (
                <TabsTrigger key={locale} value={locale}>
                  {tc(`languages.${locale}`)}
                </TabsTrigger>
              ))}
            </TabsList>
            {LOCALES.map((locale) => (
              // Stays in the form while the other language is shown, or its words would not be sent.
              <TabsContent
                key={locale}
                value={locale}
                forceMount
                className="grid gap-4 data-[state=inactive]:hidden"
                lang={locale}
              >
                <TextField
                  name={`${locale}.intro`}
                  label={t("intro")}
                  defaultValue={form.texts[locale].intro}
                  maxLength={300}
                />
                <TextareaField
                  name={`${locale}.terms`}
                  label={t("termsLabel")}
                  defaultValue={form.texts[locale].terms}
                  rows={7}
                  maxLength={6000}
                  required
                />
                <TextareaField
                  name={`${locale}.service`}
                  label={t("service")}
                  defaultValue={form.texts[locale].service}
                  rows={2}
                  maxLength={500}
                  required
                />
                <TextareaField
                  name={`${locale}.marketing`}
                  label={t("marketing")}
                  hint={t("marketingHint")}
                  defaultValue={form.texts[locale].marketing}
                  rows={2}
                  maxLength={500}
                  required
                />
              </TabsContent>
            ))}
          </Tabs>
        </CardContent>
      </Card>
      <div className="flex justify-end">
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
