"use client";

import { Bot, BotOff, Clock, Hand, PencilLine, UserRound } from "lucide-react";
import Link from "next/link";
import { useNow, useTranslations } from "next-intl";
import { StatusTick } from "@/app/(dashboard)/inbox/_components/status-tick";
import { DateText } from "@/components/date-text";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/core/cn";
import type { InboxRow } from "@/lib/inbox/schema";
import { previewKind } from "@/lib/inbox/thread";
import { waitedSince } from "@/lib/inbox/waiting";

type RowProps = { row: InboxRow; href: string; current: boolean; timeZone: string; outlet?: string | undefined };

const STATES = { on: Bot, handed_over: Hand, muted: BotOff };

export function ConversationRow({ row, href, current, timeZone, outlet }: RowProps) {
  const t = useTranslations("inbox");
  const unread = row.unread > 0;
  const State = STATES[row.concierge];
  const kind = previewKind(row.preview);
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        data-conversation={row.id}
        aria-current={current ? "true" : undefined}
        className={cn(
          "flex gap-3 border-b px-3 py-3 hover:bg-accent focus-visible:-outline-offset-2",
          current && "bg-primary-soft shadow-[inset_3px_0_0_var(--primary)] hover:bg-primary-soft",
        )}
      >
        <Avatar name={row.customer_name} />
        <span className="grid min-w-0 flex-1 grid-cols-1 gap-1">
          <span className="flex items-baseline gap-2">
            <span className={cn("min-w-0 flex-1 truncate", unread ? "font-semibold" : "font-medium")}>
              {row.customer_name}
            </span>
            <DateText
              at={row.last_message_at}
              kind="list"
              timeZone={timeZone}
              className={cn("text-xs", unread ? "font-medium text-primary-ink" : "text-muted-foreground")}
            />
          </span>
          <span className="flex items-center gap-1.5">
            {row.last_direction === "out" && row.last_status && <StatusTick status={row.last_status} />}
            <span
              className={cn("min-w-0 flex-1 truncate text-sm", unread ? "text-foreground" : "text-muted-foreground")}
            >
              {kind
                ? t.has(`kinds.${kind}`)
                  ? t(`kinds.${kind}`)
                  : t("kinds.unsupported")
                : row.preview || t("noMessages")}
            </span>
            {unread && (
              <Badge tone="solid" className="h-5 min-w-5 justify-center px-1.5">
                <span aria-hidden>{row.unread > 99 ? "99+" : row.unread}</span>
                <span className="sr-only">{t("unread", { count: row.unread })}</span>
              </Badge>
            )}
          </span>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
            <span className="inline-flex items-center gap-1">
              <State aria-hidden className={cn("size-3.5", row.concierge === "handed_over" && "text-violet")} />
              {t(`concierge.${row.concierge}`)}
            </span>
            {row.assignee_name && (
              <span className="inline-flex min-w-0 items-center gap-1">
                <UserRound aria-hidden className="size-3.5" />
                <span className="max-w-24 truncate">{row.assignee_name}</span>
              </span>
            )}
            {outlet && <span>{outlet}</span>}
            {row.has_draft && (
              <Badge tone="violet" className="h-5">
                <PencilLine aria-hidden />
                {t("draft.badge")}
              </Badge>
            )}
            {row.waiting_since && row.status !== "closed" && <WaitingChip since={row.waiting_since} />}
          </span>
        </span>
      </Link>
    </li>
  );
}

export function WaitingChip({ since }: { since: string }) {
  const t = useTranslations("inbox.waiting");
  const now = useNow({ updateInterval: 30_000 });
  const waited = waitedSince(since, now);
  return (
    <Badge tone={waited.late ? "danger" : "warning"} className="h-5 tabular-nums">
      <Clock aria-hidden />
      <span suppressHydrationWarning>{t(waited.unit, { value: waited.value })}</span>
    </Badge>
  );
}
