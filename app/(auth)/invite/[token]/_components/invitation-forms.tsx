"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { PasswordField } from "@/components/password-field";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { acceptAction, joinAction, signOutAction } from "../../../actions";

type InvitationFormsProps = { token: string; email: string; signedInAs: string | null; tenant: string };

export function InvitationForms({ token, email, signedInAs, tenant }: InvitationFormsProps) {
  if (signedInAs === null) return <JoinForm token={token} email={email} />;
  if (signedInAs.toLowerCase() === email) return <AcceptForm token={token} tenant={tenant} />;
  return <OtherPerson token={token} signedInAs={signedInAs} />;
}

function JoinForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("auth");
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <Alert tone="success" title={t("confirm.title")}>
        {t("confirm.inviteText")}
      </Alert>
    );
  }
  return (
    <ActionForm action={joinAction} onSuccess={() => setSent(true)} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <TextField name="email" label={t("email")} type="email" value={email} readOnly autoComplete="username" />
      <TextField name="name" label={t("name")} autoComplete="name" maxLength={120} required />
      <PasswordField
        name="password"
        label={t("password")}
        hint={t("invite.passwordHint")}
        autoComplete="new-password"
      />
      <SubmitButton size="lg">{t("invite.join")}</SubmitButton>
    </ActionForm>
  );
}

function AcceptForm({ token, tenant }: { token: string; tenant: string }) {
  const t = useTranslations("auth");
  return (
    <ActionForm action={acceptAction} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg">{t("invite.accept", { tenant })}</SubmitButton>
    </ActionForm>
  );
}

function OtherPerson({ token, signedInAs }: { token: string; signedInAs: string }) {
  const t = useTranslations("auth");
  return (
    <form action={signOutAction} className="grid gap-4">
      <Alert tone="warning">{t("invite.otherPerson", { email: signedInAs })}</Alert>
      <input type="hidden" name="next" value={`/invite/${token}`} />
      <SubmitButton size="lg" variant="outline">
        {t("invite.signOutFirst")}
      </SubmitButton>
    </form>
  );
}
