import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateText } from "@/components/date-text";
import type { ChannelHealth } from "@/lib/whatsapp/channels/schema";

/** Signs of life and what waits. */
export function Signs({ health }: { health: ChannelHealth }) {
  const t = useTranslations("channels.signs");
  const when = (at: string | null): ReactNode => (at ? <DateText at={at} kind="datetime" /> : t("never"));
  const rows: readonly [string, ReactNode][] = [
    [t("inbound"), when(health.last_inbound_at)],
    [t("ack"), when(health.last_ack_at)],
    [t("sent"), health.sent_today],
    [t("waiting"), health.waiting],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-4">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
