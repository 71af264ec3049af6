"use client";

import { ChevronsLeftRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { PHASES } from "@/lib/repairs/kinds";
import type { TicketCard as Card, StatusRow, Transition } from "@/lib/repairs/rows";
import { BoardColumn } from "./board-column";
import { PhoneBoard } from "./phone-board";
import { TicketCard } from "./ticket-card";
import { useDragParts } from "./use-drag-parts";
import { useMoveTicket } from "./use-move-ticket";

export type BoardProps = {
  tickets: Card[];
  statuses: StatusRow[];
  transitions: Transition[];
  capabilities: string[];
};

/** Columns by status inside their phases. A drag is one RPC; the card moves at once and comes back when it is refused. */
export function Board({ tickets, statuses, transitions, capabilities }: BoardProps) {
  const { shown, move } = useMoveTicket({ tickets, statuses, transitions, capabilities });
  const drag = useDragParts();
  const shared = { tickets: shown, statuses, transitions, capabilities, onMove: move };
  return (
    <>
      <PhoneBoard {...shared} />
      <div className="hidden min-h-0 flex-1 flex-col md:flex">
        {drag ? (
          <drag.DragBoard {...shared}>
            <Phases
              statuses={statuses}
              column={(status) => (
                <drag.DropColumn
                  key={status.key}
                  status={status}
                  tickets={shown.filter((ticket) => ticket.status === status.key)}
                />
              )}
            />
          </drag.DragBoard>
        ) : (
          <Phases
            statuses={statuses}
            column={(status) => {
              const here = shown.filter((ticket) => ticket.status === status.key);
              return (
                <BoardColumn key={status.key} status={status} count={here.length}>
                  {here.map((ticket) => (
                    <li key={ticket.id}>
                      <TicketCard ticket={ticket} />
                    </li>
                  ))}
                </BoardColumn>
              );
            }}
          />
        )}
      </div>
    </>
  );
}

type PhasesProps = { statuses: readonly StatusRow[]; column: (status: StatusRow) => ReactNode };

function Phases({ statuses, column }: PhasesProps) {
  const t = useTranslations("repairs");
  const [showFinished, setShowFinished] = useState(false);
  const phases = PHASES.filter((phase) => showFinished || (phase !== "CLOSED" && phase !== "CANCELLED"));
  return (
    <section aria-label={t("board.label")} className="relative flex min-h-0 flex-1 gap-5 overflow-x-auto pb-3">
      {phases.map((phase) => {
        const columns = statuses.filter((status) => status.phase === phase);
        return (
          <div key={phase} className="flex min-h-0 flex-col gap-1.5" style={{ flexGrow: columns.length }}>
            <h2 className="px-1 font-medium text-2xs text-muted-foreground uppercase tracking-wider">
              {t(`phases.${phase}`)}
            </h2>
            <div className="flex min-h-0 flex-1 gap-2">{columns.map(column)}</div>
          </div>
        );
      })}
      <Button variant="ghost" size="sm" className="mt-5 self-start" onClick={() => setShowFinished((now) => !now)}>
        <ChevronsLeftRight aria-hidden />
        {showFinished ? t("board.hideFinished") : t("board.showFinished")}
      </Button>
    </section>
  );
}
