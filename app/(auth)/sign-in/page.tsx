import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { safePath } from "@/lib/auth/landing";
import { currentContext } from "@/lib/auth/session";
import { AuthCard } from "../_components/auth-card";
import { TextLink } from "../_components/text-link";
import { SignInForm } from "./_components/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn.title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  if (await currentContext()) redirect("/");
  const t = await getTranslations("auth");
  const next = safePath((await searchParams).next);
  return (
    <AuthCard
      title={t("signIn.title")}
      lead={t("signIn.lead")}
      footer={
        <>
          {t("signIn.noAccount")} <TextLink href="/sign-up">{t("signIn.signUp")}</TextLink>
        </>
      }
    >
      <SignInForm next={next} />
    </AuthCard>
  );
}
