"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { newId } from "@/lib/core/new-id";
import { addCloudAction } from "../actions";
import type { AddFormProps } from "./phone-form";

const SECRET = { type: "password", autoComplete: "off", spellCheck: false, required: true } as const;
const DIGITS = { inputMode: "numeric", autoComplete: "off", maxLength: 30, required: true } as const;

/** What Meta has given the shop for its number. */
export function CloudForm({ onDone, onCancel, children }: AddFormProps) {
  const t = useTranslations("channels.add");
  const tc = useTranslations("common");
  const [key] = useState(newId);
  return (
    <ActionForm action={addCloudAction} onSuccess={onDone} className="grid gap-4">
      <input type="hidden" name="key" value={key} />
      {children}
      <TextField name="phoneNumberId" label={t("phoneNumberId")} hint={t("phoneNumberIdHint")} {...DIGITS} />
      <TextField name="wabaId" label={t("wabaId")} hint={t("wabaIdHint")} {...DIGITS} />
      <TextField name="token" label={t("token")} hint={t("tokenHint")} maxLength={1000} {...SECRET} />
      <TextField name="appSecret" label={t("appSecret")} hint={t("appSecretHint")} maxLength={64} {...SECRET} />
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          {tc("cancel")}
        </Button>
        <SubmitButton>{t("submit")}</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
