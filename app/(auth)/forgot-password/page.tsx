import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "../_components/auth-card";
import { ForgotForm } from "../_components/forgot-form";
import { TextLink } from "../_components/text-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("forgot.title") };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("auth");
  return (
    <AuthCard
      title={t("forgot.title")}
      lead={t("forgot.lead")}
      footer={<TextLink href="/sign-in">{t("forgot.back")}</TextLink>}
    >
      <ForgotForm />
    </AuthCard>
  );
}
