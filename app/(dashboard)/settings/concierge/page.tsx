import { MessagesSquare } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ModeChoice } from "@/app/(dashboard)/settings/concierge/_components/mode-choice";
import { OwnKeyCard } from "@/app/(dashboard)/settings/concierge/_components/own-key-card";
import { EmptyState } from "@/components/empty-state";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { listChannels } from "@/lib/inbox/queries";
import { secretStatus } from "@/lib/secrets/vault";

export async function generateMetadata() {
  const t = await getTranslations("inbox.settings");
  return { title: t("concierge") };
}

export default async function ConciergePage() {
  const me = await requireContext("inbox.manage");
  const db = await userDb();
  const [channels, ownKey] = await Promise.all([
    listChannels(db, me.tenant.id),
    can(me, "secret.manage")
      ? secretStatus(db, { tenantId: me.tenant.id, kind: "openai_key", ref: "default" })
      : undefined,
  ]);
  const t = await getTranslations("inbox.settings");
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted-foreground text-sm">{t("conciergeHint")}</p>
      {channels.length === 0 && (
        <Card>
          <EmptyState icon={MessagesSquare} title={t("noChannels")} />
        </Card>
      )}
      {channels.map((channel) => (
        <Card key={channel.id}>
          <CardHeader>
            <CardTitle>{channel.name}</CardTitle>
            <CardDescription>
              {channel.outlet} · {t(`channelKinds.${channel.kind}`)}
            </CardDescription>
          </CardHeader>
          <CardContent>
            <ModeChoice channelId={channel.id} name={channel.name} mode={channel.concierge_mode} />
          </CardContent>
        </Card>
      ))}
      {ownKey?.ok && <OwnKeyCard status={ownKey.value} />}
    </div>
  );
}
