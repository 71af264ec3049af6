"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { PasswordField } from "@/components/password-field";
import { SubmitButton } from "@/components/submit-button";
import { newPasswordAction } from "../actions";

export function NewPasswordForm({ tokenHash }: { tokenHash: string }) {
  const t = useTranslations("auth");
  return (
    <ActionForm action={newPasswordAction} className="grid gap-4">
      <input type="hidden" name="tokenHash" value={tokenHash} />
      <PasswordField name="password" label={t("reset.password")} hint={t("passwordHint")} autoComplete="new-password" />
      <PasswordField name="repeat" label={t("reset.repeat")} autoComplete="new-password" />
      <SubmitButton size="lg">{t("reset.submit")}</SubmitButton>
    </ActionForm>
  );
}
