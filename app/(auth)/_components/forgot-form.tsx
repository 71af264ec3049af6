"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { forgotAction } from "../actions";

export function ForgotForm() {
  const t = useTranslations("auth");
  const [sent, setSent] = useState(false);
  return (
    <ActionForm action={forgotAction} onSuccess={() => setSent(true)} className="grid gap-4">
      <div aria-live="polite" className="contents">
        {sent && (
          <Alert tone="success" title={t("forgot.sentTitle")}>
            {t("forgot.sentText")}
          </Alert>
        )}
      </div>
      <TextField
        name="email"
        label={t("email")}
        type="email"
        inputMode="email"
        autoComplete="username"
        maxLength={254}
        required
        autoCapitalize="none"
      />
      <SubmitButton size="lg">{t("forgot.submit")}</SubmitButton>
    </ActionForm>
  );
}
