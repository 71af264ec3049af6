import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { StockState } from "@/lib/inventory/schema";

const TONES: Record<StockState, Tone> = { low: "warning", out: "danger", ok: "success", uncounted: "neutral" };

export function StockBadge({ state }: { state: StockState }) {
  const t = useTranslations("stock");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}
