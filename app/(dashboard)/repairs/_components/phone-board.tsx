"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { cn } from "@/lib/core/cn";
import { statusName } from "@/lib/repairs/kinds";
import type { TicketCard as Card } from "@/lib/repairs/rows";
import type { BoardProps } from "./board";
import { MoveMenu } from "./move-menu";
import { StatusDot } from "./ticket-bits";
import { TicketCard } from "./ticket-card";

type PhoneBoardProps = BoardProps & { onMove: (ticket: Card, to: string) => void };

/** On a phone: one status at a time, moved by menu. */
export function PhoneBoard({ tickets, statuses, transitions, capabilities, onMove }: PhoneBoardProps) {
  const t = useTranslations("repairs");
  const locale = useLocale();
  const count = (key: string) => tickets.filter((ticket) => ticket.status === key).length;
  const [chosen, setChosen] = useState(
    () => statuses.find((status) => count(status.key) > 0)?.key ?? statuses[0]?.key ?? "",
  );
  const here = tickets.filter((ticket) => ticket.status === chosen);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 md:hidden">
      <fieldset className="relative -mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 pb-1">
        <legend className="sr-only">{t("board.statusTabs")}</legend>
        {statuses.map((status) => (
          <button
            key={status.key}
            type="button"
            aria-pressed={chosen === status.key}
            onClick={() => setChosen(status.key)}
            className={cn(
              "inline-flex h-10 shrink-0 items-center gap-2 rounded-full border bg-card px-3.5 font-medium text-sm",
              chosen === status.key ? "border-foreground bg-foreground text-background" : "text-muted-foreground",
            )}
          >
            <StatusDot colour={status.colour} />
            {statusName(status, locale)}
            <span className="tabular-nums">{count(status.key)}</span>
          </button>
        ))}
      </fieldset>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {here.map((ticket) => (
          <li key={ticket.id}>
            <TicketCard
              ticket={ticket}
              className="py-3"
              menu={<MoveMenu {...{ ticket, statuses, transitions, capabilities, onMove }} />}
            />
          </li>
        ))}
      </ul>
      {here.length === 0 && <EmptyState title={t("empty.column")} />}
    </div>
  );
}
