"use client";

import { useTranslations } from "next-intl";
import type { Message } from "@/lib/inbox/schema";

/** Under a bubble: what each side feels about it. */
export function Reactions({ message, customerName }: { message: Message; customerName: string }) {
  const t = useTranslations("inbox.react");
  return (
    <ul aria-label={t("list")} className="-mt-1.5 z-10 flex gap-1 px-2">
      {message.reactions.map(({ emoji, from, name }) => {
        const by = from === "in" ? customerName : (name ?? t("phone"));
        return (
          <li key={from} title={by} className="rounded-full border bg-card px-1.5 text-sm leading-6 shadow-lift">
            <span aria-hidden>{emoji}</span>
            <span className="sr-only">{t("by", { emoji, name: by })}</span>
          </li>
        );
      })}
    </ul>
  );
}
