import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";

const TICKS: Record<string, { icon: typeof Check; look: string }> = {
  queued: { icon: Clock, look: "text-muted-foreground" },
  sent: { icon: Check, look: "text-muted-foreground" },
  delivered: { icon: CheckCheck, look: "text-muted-foreground" },
  read: { icon: CheckCheck, look: "text-info" },
  unknown: { icon: CircleAlert, look: "text-warning" },
  failed: { icon: CircleAlert, look: "text-destructive" },
};

/** How far a message of ours has come; in words for those who do not see the ticks. */
export function StatusTick({ status, className }: { status: string; className?: string }) {
  const t = useTranslations("common.status");
  const tick = TICKS[status];
  if (!tick) return null;
  const Icon = tick.icon;
  return (
    <span className={cn("inline-flex shrink-0", className)} title={t(status)}>
      <Icon aria-hidden className={cn("size-3.5", tick.look)} />
      <span className="sr-only">{t(status)}</span>
    </span>
  );
}
