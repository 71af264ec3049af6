"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextareaField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { CardContent, CardFooter } from "@/components/ui/card";
import { publishConsentTextAction } from "../actions";

type TextFormProps = { purpose: "service" | "marketing"; bodyMs: string; bodyEn: string };

export function TextForm({ purpose, bodyMs, bodyEn }: TextFormProps) {
  const t = useTranslations("privacy.texts");
  const names = useTranslations("customers.purposes");
  return (
    <ActionForm action={publishConsentTextAction} successMessage={t("published")} aria-label={names(purpose)}>
      <input type="hidden" name="purpose" value={purpose} />
      <CardContent className="grid gap-4 lg:grid-cols-2">
        <TextareaField name="bodyMs" label={t("ms")} required rows={5} maxLength={6000} defaultValue={bodyMs} />
        <TextareaField name="bodyEn" label={t("en")} required rows={5} maxLength={6000} defaultValue={bodyEn} />
      </CardContent>
      <CardFooter>
        <SubmitButton>{t("publish")}</SubmitButton>
      </CardFooter>
    </ActionForm>
  );
}
