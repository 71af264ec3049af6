import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { cn } from "@/lib/core/cn";
import type { ChatMessage } from "@/lib/repairs/rows";
import type { TimelineEntry } from "@/lib/repairs/timeline";
import type { Desk } from "./desk";
import { eventIcon } from "./event-icon";
import { saleHref } from "./links";
import { PhotoStrip } from "./photo-strip";
import { useEventText } from "./use-event-text";

type ItemProps = { entry: TimelineEntry; desk: Desk };

export function TimelineItem({ entry, desk }: ItemProps) {
  if (entry.type === "message") return <ChatLine message={entry.message} desk={desk} at={entry.at} />;
  return <EventLine entry={entry} desk={desk} />;
}

function Time({ at, desk }: { at: string; desk: Desk }) {
  return (
    <DateText at={at} kind="list" timeZone={desk.ticket.outlet.time_zone} className="text-2xs text-muted-foreground" />
  );
}

function ChatLine({ message, desk, at }: { message: ChatMessage; desk: Desk; at: string }) {
  const t = useTranslations("repairs.timeline");
  const isIn = message.direction === "in";
  const isNote = message.direction === "note";
  const author = isIn
    ? desk.ticket.customer.name
    : (desk.ticket.people[message.author ?? ""] ?? (message.author_kind === "concierge" ? t("concierge") : t("shop")));
  return (
    <li
      className={cn(
        "grid max-w-[85%] grid-cols-[minmax(0,1fr)] gap-0.5",
        isIn ? "justify-self-start" : "justify-items-end justify-self-end",
      )}
    >
      <span className="flex items-baseline gap-2 px-1 text-muted-foreground text-xs">
        <span className="truncate">{isNote ? `${author} · ${t("chatNote")}` : author}</span>
        <Time at={at} desk={desk} />
      </span>
      <span
        className={cn(
          "w-fit max-w-full whitespace-pre-wrap rounded-lg [overflow-wrap:anywhere] px-3 py-2 text-sm leading-5",
          isNote ? "bg-warning-soft" : isIn ? "rounded-tl-sm border bg-card" : "rounded-tr-sm bg-success-soft",
        )}
      >
        {message.body || t("media", { kind: message.kind })}
      </span>
    </li>
  );
}

function EventLine({ entry, desk }: { entry: Exclude<TimelineEntry, { type: "message" }>; desk: Desk }) {
  const text = useEventText(desk);
  const t = useTranslations("repairs.timeline");
  const { event } = entry;
  const Icon = eventIcon(event.kind);
  const who = text.actor(event);
  return (
    <li className="grid grid-cols-[1.75rem_1fr] items-start gap-2.5">
      <span className="grid size-7 place-content-center rounded-full bg-muted text-muted-foreground">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="grid min-w-0 gap-1 pt-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm leading-5">
          <span className="min-w-0 break-words">
            {entry.type === "estimate" ? t("version", { version: entry.estimate.version }) : text.line(event)}
          </span>
          {who && <span className="text-muted-foreground text-xs">{who}</span>}
          <Time at={entry.at} desk={desk} />
        </p>
        <Extra entry={entry} />
      </div>
    </li>
  );
}

function Extra({ entry }: { entry: Exclude<TimelineEntry, { type: "message" }> }) {
  const t = useTranslations("repairs");
  const { event } = entry;
  if (entry.type === "photos") return <PhotoStrip photos={entry.photos} />;
  if (entry.type === "payment") {
    if (!entry.saleId || entry.totalSen === null) return null;
    return (
      <Box>
        <a href={saleHref(entry.saleId)} className="flex justify-between gap-4 underline-offset-4 hover:underline">
          <span>{entry.number}</span>
          <MoneyText sen={entry.totalSen} strong />
        </a>
      </Box>
    );
  }
  if (entry.type === "estimate") {
    return (
      <Box>
        {entry.estimate.lines.map((line) => (
          <span key={line.line_no} className="flex justify-between gap-4">
            <span className="min-w-0">
              {line.quantity === 1 ? line.description : `${line.description} × ${line.quantity}`}
            </span>
            <MoneyText sen={line.net_sen} />
          </span>
        ))}
        <span className="flex justify-between gap-4 border-t pt-1 font-medium">
          <span>{t(`estimateState.${entry.estimate.state}`)}</span>
          <MoneyText sen={entry.estimate.total_sen} strong />
        </span>
      </Box>
    );
  }
  // What was sent is in the chat already; a note and a reason are nowhere else.
  if (!event.body || event.kind === "READY") return null;
  return <p className="whitespace-pre-wrap break-words rounded-md bg-muted px-3 py-2 text-sm">{event.body}</p>;
}

const Box = ({ children }: { children: ReactNode }) => (
  <div className="grid max-w-md gap-1 rounded-md border px-3 py-2 text-sm tabular-nums">{children}</div>
);
