"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { PasswordField } from "@/components/password-field";
import { SubmitButton } from "@/components/submit-button";
import { changePasswordAction } from "../actions";

export function PasswordForm() {
  const t = useTranslations("settings.account");
  return (
    <ActionForm
      action={changePasswordAction}
      successMessage={t("passwordChanged")}
      resetOnSuccess
      className="grid gap-4 sm:col-span-2 sm:grid-cols-2"
    >
      <div className="sm:col-span-2 sm:w-1/2 sm:pr-2">
        <PasswordField name="current" label={t("current")} autoComplete="current-password" />
      </div>
      <PasswordField name="password" label={t("new")} hint={t("newHint")} autoComplete="new-password" />
      <PasswordField name="repeat" label={t("repeat")} autoComplete="new-password" />
      <div className="sm:col-span-2">
        <SubmitButton>{t("change")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
