import { MessageCircle } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { listNumbers } from "@/lib/whatsapp/channels/queries";
import { AddButton } from "./_components/add-button";
import { ChannelLive } from "./_components/channel-live";
import { StateBadge } from "./_components/state-badge";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.whatsapp") };
}

export default async function WhatsAppPage() {
  const me = await requireContext("channel.manage");
  const [numbers, t] = await Promise.all([listNumbers(await userDb(), me.tenant.id), getTranslations("channels")]);
  const outlets = me.outlets.map(({ id, name }) => ({ id, name }));
  const mayCloud = can(me, "channel.link");
  return (
    <Card>
      <ChannelLive />
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("text")}</CardDescription>
        {numbers.length > 0 && (
          <CardAction>
            <AddButton outlets={outlets} mayCloud={mayCloud} />
          </CardAction>
        )}
      </CardHeader>
      {numbers.length === 0 ? (
        <EmptyState
          icon={MessageCircle}
          title={t("empty")}
          description={t("emptyText")}
          action={<AddButton outlets={outlets} mayCloud={mayCloud} />}
        />
      ) : (
        <ul className="divide-y border-t">
          {numbers.map((one) => (
            <li key={one.id}>
              <Link
                href={`/settings/whatsapp/${one.id}`}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3.5 hover:bg-muted/60 focus-visible:-outline-offset-2 sm:px-5"
              >
                <span className="min-w-40 flex-1">
                  <span className="block truncate font-medium">{one.name}</span>
                  <span className="block truncate text-muted-foreground text-xs leading-5">
                    {t(`kinds.${one.kind}`)} · {one.outlets.name}
                    {one.address?.startsWith("+") && <> · {formatPhone(one.address)}</>}
                  </span>
                </span>
                <span className="text-muted-foreground text-xs">
                  <DateText at={one.state_since} kind="datetime" />
                </span>
                <StateBadge state={one.state} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
