"use client";

import type { DndContextProps } from "@dnd-kit/core";
import { useLocale, useTranslations } from "next-intl";
import { statusName } from "@/lib/repairs/kinds";
import type { StatusRow, TicketCard } from "@/lib/repairs/rows";

/** What a screen reader hears while a ticket is moved, in the person's language. */
export function useBoardSpeech(
  tickets: readonly TicketCard[],
  statuses: readonly StatusRow[],
): NonNullable<DndContextProps["accessibility"]> {
  const t = useTranslations("repairs.board");
  const locale = useLocale();
  const number = (id: unknown) => tickets.find((ticket) => ticket.id === id)?.number ?? "";
  const name = (id: unknown) => {
    const status = statuses.find((one) => one.key === id);
    return status ? statusName(status, locale) : "";
  };
  return {
    screenReaderInstructions: { draggable: t("instructions") },
    announcements: {
      onDragStart: ({ active }) => t("picked", { number: number(active.id) }),
      onDragOver: ({ active, over }) =>
        over
          ? t("over", { number: number(active.id), status: name(over.id) })
          : t("overNothing", { number: number(active.id) }),
      onDragEnd: ({ active, over }) =>
        over
          ? t("dropped", { number: number(active.id), status: name(over.id) })
          : t("cancelled", { number: number(active.id) }),
      onDragCancel: ({ active }) => t("cancelled", { number: number(active.id) }),
    },
  };
}
