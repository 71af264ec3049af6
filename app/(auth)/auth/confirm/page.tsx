import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "../../_components/auth-card";
import { NewPasswordForm } from "../../_components/new-password-form";
import { TextLink } from "../../_components/text-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("reset.title"), referrer: "no-referrer" };
}

type Params = { token_hash?: string | string[]; type?: string | string[] };

/** Where the mail leads. Opening it spends nothing: the link is used when the new password is sent. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Params> }) {
  const t = await getTranslations("auth");
  const { token_hash: tokenHash, type } = await searchParams;
  const usable = typeof tokenHash === "string" && tokenHash !== "" && type === "recovery";
  if (!usable) {
    return (
      <AuthCard
        title={t("reset.brokenTitle")}
        lead={t("reset.brokenText")}
        footer={<TextLink href="/forgot-password">{t("reset.askAgain")}</TextLink>}
      />
    );
  }
  return (
    <AuthCard
      title={t("reset.title")}
      lead={t("reset.lead")}
      footer={<TextLink href="/forgot-password">{t("reset.askAgain")}</TextLink>}
    >
      <NewPasswordForm tokenHash={tokenHash} />
    </AuthCard>
  );
}
