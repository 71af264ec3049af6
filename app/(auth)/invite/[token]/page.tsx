import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { previewInvitation } from "@/lib/auth/invitation";
import { authProvider } from "@/lib/auth/provider";
import { currentContext } from "@/lib/auth/session";
import { publicDb } from "@/lib/db/clients";
import { AuthCard } from "../../_components/auth-card";
import { TextLink } from "../../_components/text-link";
import { InvitationForms } from "./_components/invitation-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("invite.metaTitle"), referrer: "no-referrer" };
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("auth");
  const tc = await getTranslations("common");
  const invitation = await previewInvitation(publicDb(), token);
  if (!invitation.ok) {
    return (
      <AuthCard
        title={t("invite.goneTitle")}
        lead={t("invite.goneText")}
        footer={<TextLink href="/sign-in">{t("forgot.back")}</TextLink>}
      />
    );
  }
  const { tenant_name: tenant, role, email, inviter } = invitation.value;
  const [context, { hasPasswords }] = await Promise.all([currentContext(), authProvider()]);
  const back = encodeURIComponent(`/invite/${token}`);
  return (
    <AuthCard
      title={t("invite.title", { tenant })}
      lead={t("invite.lead", { inviter: inviter ?? tenant, role: tc(`roles.${role}`), email })}
    >
      {context || hasPasswords ? (
        <InvitationForms
          token={token}
          email={email}
          signedInAs={context ? (context.person?.email ?? "") : null}
          tenant={tenant}
        />
      ) : (
        <div className="grid gap-4">
          <Button asChild size="lg">
            {/* Another document: the service's screens start with the page. */}
            <a href={`/sign-up?next=${back}`}>{t("invite.join")}</a>
          </Button>
          <p className="text-muted-foreground text-sm">
            {t("signUp.haveAccount")} <TextLink href={`/sign-in?next=${back}`}>{t("signUp.signIn")}</TextLink>
          </p>
        </div>
      )}
    </AuthCard>
  );
}
