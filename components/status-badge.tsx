import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";

const TONES: Record<string, Tone> = {
  new: "info",
  in_progress: "warning",
  ready: "success",
  closed: "neutral",
  cancelled: "neutral",
  pending: "warning",
  awaiting_approval: "violet",
  waiting: "violet",
  approved: "success",
  rejected: "danger",
  superseded: "neutral",
  draft: "neutral",
  issued: "info",
  unpaid: "warning",
  partial: "warning",
  partially_paid: "warning",
  paid: "success",
  completed: "success",
  overdue: "danger",
  void: "neutral",
  voided: "neutral",
  refunded: "violet",
  open: "info",
  handed_over: "violet",
  active: "success",
  inactive: "neutral",
  expired: "neutral",
  revoked: "neutral",
  accepted: "success",
  failed: "danger",
};

/**
 * A state with a dot and a tone. `value` decides the tone (any case); the words are `children`, else `common.status.<value>`.
 * A repair status named by the shop takes its phase as `value` and its name as children.
 */
export function StatusBadge({
  value,
  tone,
  children,
  className,
}: {
  value: string;
  tone?: Tone;
  children?: ReactNode;
  className?: string;
}) {
  const t = useTranslations("common.status");
  const key = value.toLowerCase();
  return (
    <Badge tone={tone ?? TONES[key] ?? "neutral"} {...(className ? { className } : {})}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      <span className="truncate">{children ?? (t.has(key) ? t(key) : value)}</span>
    </Badge>
  );
}
