"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { renewTokenAction } from "../actions";

/** A new access token in place of one that Meta no longer takes. */
export function TokenForm({ id, hint }: { id: string; hint: string | null }) {
  const t = useTranslations("channels.cloud");
  return (
    <ActionForm
      action={renewTokenAction}
      successMessage={t("renewed")}
      resetOnSuccess
      className="flex min-w-64 flex-1 flex-wrap items-end gap-3"
    >
      <input type="hidden" name="id" value={id} />
      <TextField
        name="token"
        label={t("token")}
        hint={hint ? t("tokenHint", { hint: `…${hint}` }) : t("tokenNone")}
        type="password"
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        required
        className="min-w-56 flex-1"
      />
      <SubmitButton variant="outline">{t("renew")}</SubmitButton>
    </ActionForm>
  );
}
