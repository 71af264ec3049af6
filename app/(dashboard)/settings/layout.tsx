import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Page, PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { SettingsNav, type SettingsSection } from "./_components/settings-nav";

const SECTIONS: readonly { section: SettingsSection; capability: string | null }[] = [
  { section: "business", capability: "tenant.manage" },
  { section: "outlets", capability: "outlet.manage" },
  { section: "team", capability: "team.manage" },
  { section: "whatsapp", capability: "channel.manage" },
  { section: "cannedReplies", capability: "inbox.manage" },
  { section: "concierge", capability: "inbox.manage" },
  { section: "privacy", capability: "privacy.manage" },
  { section: "activity", capability: "audit.read" },
  { section: "apiKeys", capability: "api.manage" },
  { section: "account", capability: null },
];

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const me = await requireContext();
  const t = await getTranslations("settings");
  const sections = SECTIONS.filter(({ capability }) => capability === null || can(me, capability)).map(
    ({ section }) => section,
  );
  return (
    <Page>
      <PageHeader title={t("title")} description={me.tenant.name} />
      <SettingsNav sections={sections} />
      {children}
    </Page>
  );
}
