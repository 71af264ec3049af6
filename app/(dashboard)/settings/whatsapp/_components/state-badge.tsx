import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { toneOf } from "@/lib/whatsapp/channels/schema";

export function StateBadge({ state }: { state: string }) {
  const t = useTranslations("channels.state");
  return (
    <StatusBadge value={state} tone={toneOf(state)}>
      {t.has(state) ? t(state) : state}
    </StatusBadge>
  );
}
