"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { PasswordField } from "@/components/password-field";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { ShopFields } from "../../_components/shop-fields";
import { signUpAction } from "../../actions";

export function SignUpForm() {
  const t = useTranslations("auth");
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <Alert tone="success" title={t("confirm.title")}>
        {t("confirm.text")}
      </Alert>
    );
  }
  return (
    <ActionForm action={signUpAction} onSuccess={() => setSent(true)} className="grid gap-6">
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold text-sm">{t("signUp.you")}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label={t("name")} autoComplete="name" maxLength={120} required />
          <TextField
            name="email"
            label={t("email")}
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            required
            autoCapitalize="none"
          />
        </div>
        <PasswordField name="password" label={t("password")} hint={t("passwordHint")} autoComplete="new-password" />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold text-sm">{t("signUp.shop")}</legend>
        <ShopFields />
      </fieldset>
      <SubmitButton size="lg">{t("signUp.submit")}</SubmitButton>
    </ActionForm>
  );
}
