"use client";

import { useLocale, useTranslations } from "next-intl";
import type { MenuParts } from "@/components/lazy-menu";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { statusName } from "@/lib/repairs/kinds";
import { targets } from "./board-rules";
import type { MoveMenuProps } from "./move-menu";
import { StatusDot } from "./ticket-bits";

export function MoveMenuPanel(props: MoveMenuProps & MenuParts) {
  const { ticket, statuses, transitions, capabilities, onMove, trigger, triggerClass } = props;
  const t = useTranslations("repairs.board");
  const locale = useLocale();
  const ways = targets(ticket, statuses, transitions, capabilities);
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass}>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>
          {ways.length > 0 ? t("moveTicket", { number: ticket.number }) : t("noMoves")}
        </DropdownMenuLabel>
        {ways.map(({ status }) => (
          <DropdownMenuItem key={status.key} onSelect={() => onMove(ticket, status.key)}>
            <StatusDot colour={status.colour} />
            {statusName(status, locale)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
