import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/core/dates";
import type { Mail } from "@/lib/mail/send";

type Invitation = { to: string; tenant: string; inviter: string; role: string; link: string; locale: Locale };

/** In the shop's language: the invited person's is not known yet. */
export async function invitationMail({ to, tenant, inviter, role, link, locale }: Invitation): Promise<Mail> {
  const t = await getTranslations({ locale, namespace: "settings.mail" });
  const tc = await getTranslations({ locale, namespace: "common.roles" });
  return { to, subject: t("subject", { tenant }), text: t("text", { tenant, inviter, role: tc(role), link }) };
}
