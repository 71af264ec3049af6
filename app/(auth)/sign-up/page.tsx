import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentContext } from "@/lib/auth/session";
import { AuthCard } from "../_components/auth-card";
import { TextLink } from "../_components/text-link";
import { SignUpForm } from "./_components/sign-up-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signUp.title") };
}

export default async function SignUpPage() {
  if (await currentContext()) redirect("/");
  const t = await getTranslations("auth");
  return (
    <AuthCard
      title={t("signUp.title")}
      lead={t("signUp.lead")}
      footer={
        <>
          {t("signUp.haveAccount")} <TextLink href="/sign-in">{t("signUp.signIn")}</TextLink>
        </>
      }
    >
      <SignUpForm />
    </AuthCard>
  );
}
