"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useOptimistic } from "react";
import { toast } from "@/components/toast";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { statusName } from "@/lib/repairs/kinds";
import type { StatusRow, TicketCard, Transition } from "@/lib/repairs/rows";
import { moveTicketAction } from "../actions";
import { dropMeaning, stepHref } from "./board-rules";

type Input = {
  tickets: TicketCard[];
  statuses: readonly StatusRow[];
  transitions: readonly Transition[];
  capabilities: readonly string[];
};

/** Shows the move at once; a refusal puts the ticket back and says why. Steps that need more open the ticket at that step. */
export function useMoveTicket({ tickets, statuses, transitions, capabilities }: Input) {
  const [shown, moveShown] = useOptimistic(tickets, (now, change: { id: string; to: StatusRow }) =>
    now.map((ticket) =>
      ticket.id === change.id
        ? { ...ticket, status: change.to.key, phase: change.to.phase, status_at: new Date().toISOString() }
        : ticket,
    ),
  );
  const t = useTranslations("repairs");
  const locale = useLocale();
  const errorText = useErrorText();
  const router = useRouter();

  const move = (ticket: TicketCard, toKey: string) => {
    const meaning = dropMeaning(ticket, toKey, transitions, capabilities);
    const to = statuses.find((status) => status.key === toKey);
    const from = statuses.find((status) => status.key === ticket.status);
    if (meaning.kind === "none" || !to) return;
    if (meaning.kind === "refused") {
      toast.error(
        errorText("repair.bad_transition", {
          from: from ? statusName(from, locale) : ticket.status,
          to: statusName(to, locale),
        }),
      );
      return;
    }
    if (meaning.kind === "step") {
      router.push(stepHref(ticket.id, meaning.step));
      return;
    }
    startTransition(async () => {
      moveShown({ id: ticket.id, to });
      const result = await moveTicketAction(null, { ticketId: ticket.id, status: toKey });
      if (result && !result.ok) toast.error(errorText(result.code, result.detail));
      else toast.success(t("board.moved", { number: ticket.number, status: statusName(to, locale) }));
    });
  };
  return { shown, move };
}
