"use client";

import { ArrowRightLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { LazyMenu } from "@/components/lazy-menu";
import { buttonVariants } from "@/components/ui/button";
import type { StatusRow, TicketCard, Transition } from "@/lib/repairs/rows";

export type MoveMenuProps = {
  ticket: TicketCard;
  statuses: readonly StatusRow[];
  transitions: readonly Transition[];
  capabilities: readonly string[];
  onMove: (ticket: TicketCard, to: string) => void;
};

const load = () => import("./move-menu-panel").then((module) => module.MoveMenuPanel);

/** The same moves as dragging, for thumbs and for whoever does not drag. */
export function MoveMenu(props: MoveMenuProps) {
  const t = useTranslations("repairs.board");
  return (
    <LazyMenu
      load={load}
      menuProps={props}
      triggerClass={buttonVariants({ variant: "ghost", size: "icon-sm" })}
      trigger={
        <>
          <ArrowRightLeft aria-hidden />
          <span className="sr-only">{t("moveTicket", { number: props.ticket.number })}</span>
        </>
      }
    />
  );
}
