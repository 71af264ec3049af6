import { Check, ChevronsUp, CircleDollarSign, Clock3, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/lib/core/cn";
import { formatSen } from "@/lib/core/money";
import type { TicketCard } from "@/lib/repairs/rows";

/** The colours a shop may give a status, as tones of the kit. */
export const COLOUR_TONE: Record<string, Tone> = {
  slate: "neutral",
  blue: "info",
  violet: "violet",
  amber: "warning",
  teal: "success",
  green: "success",
  red: "danger",
};

const DOTS: Record<string, string> = {
  slate: "bg-muted-foreground",
  blue: "bg-info",
  violet: "bg-violet",
  amber: "bg-warning",
  teal: "bg-success",
  green: "bg-success",
  red: "bg-destructive",
};

export function StatusDot({ colour }: { colour: string }) {
  return <span aria-hidden className={cn("size-2 shrink-0 rounded-full", DOTS[colour] ?? DOTS["slate"])} />;
}

/** Price with where its approval stands; said in words too, never by colour alone. */
export function PriceFlag({ ticket, className }: { ticket: TicketCard; className?: string }) {
  const t = useTranslations("repairs");
  if (ticket.estimate_state === null || ticket.estimate_total_sen === null) return null;
  const paid = ticket.settled_at !== null;
  const tone: Tone = paid
    ? "success"
    : ({ proposed: "warning", approved: "success", declined: "danger" } as const)[ticket.estimate_state];
  const Icon = paid ? CircleDollarSign : { proposed: Clock3, approved: Check, declined: X }[ticket.estimate_state];
  const words = paid ? t("paid") : t(`estimateState.${ticket.estimate_state}`);
  return (
    <Badge tone={tone} title={words} className={cn("h-5 px-1.5 tabular-nums", className)}>
      <Icon aria-hidden />
      {formatSen(ticket.estimate_total_sen)}
      <span className="sr-only">{words}</span>
    </Badge>
  );
}

export function PriorityMark({ priority }: { priority: string }) {
  const t = useTranslations("repairs.priority");
  if (priority !== "high" && priority !== "urgent") return null;
  return (
    <span title={t(priority)} className={priority === "urgent" ? "text-destructive" : "text-warning"}>
      <ChevronsUp aria-hidden className="size-3.5" strokeWidth={2.5} />
      <span className="sr-only">{t(priority)}</span>
    </span>
  );
}

/** 3 h, 2 d: how long ago, in the fewest characters. */
export function shortAge(from: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

/** T-KJG-000047 → KJG-47: on a card, where the rest of the number says nothing. */
export const shortNumber = (number: string): string => number.replace(/^T-/, "").replace(/-0+(?=\d)/, "-");
