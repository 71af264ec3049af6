import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { BreachState } from "@/lib/privacy/breach-clock";

const TONES = {
  open: "danger",
  commissioner_notified: "warning",
  persons_notified: "info",
  closed: "neutral",
} as const satisfies Record<BreachState, string>;

export function BreachBadge({ state }: { state: BreachState }) {
  const t = useTranslations("privacy.breaches.states");
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
