"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { PasswordField } from "@/components/password-field";
import { SubmitButton } from "@/components/submit-button";
import { TextLink } from "../../_components/text-link";
import { signInAction } from "../../actions";

export function SignInForm({ next }: { next: string | null }) {
  const t = useTranslations("auth");
  return (
    <ActionForm action={signInAction} className="grid gap-4">
      {next && <input type="hidden" name="next" value={next} />}
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
      <PasswordField name="password" label={t("password")} autoComplete="current-password" />
      <div className="-mt-1.5 text-sm">
        <TextLink href="/forgot-password">{t("signIn.forgot")}</TextLink>
      </div>
      <SubmitButton size="lg">{t("signIn.submit")}</SubmitButton>
    </ActionForm>
  );
}
