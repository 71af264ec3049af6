"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { cn } from "@/lib/core/cn";
import { statusName } from "@/lib/repairs/kinds";
import type { StatusRow } from "@/lib/repairs/rows";
import { StatusDot } from "./ticket-bits";

type ColumnProps = {
  status: StatusRow;
  count: number;
  className?: string;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
};

export function BoardColumn({ status, count, className, ref, children }: ColumnProps) {
  const t = useTranslations("repairs");
  const name = statusName(status, useLocale());
  return (
    <section
      ref={ref}
      aria-label={name}
      className={cn(
        "flex min-h-40 w-60 min-w-60 flex-1 flex-col rounded-lg border border-transparent bg-muted/70 transition-[background-color,border-color,opacity]",
        className,
      )}
    >
      <header className="flex items-center gap-2 px-3 pt-2.5 pb-2">
        <StatusDot colour={status.colour} />
        <h3 className="min-w-0 truncate font-medium text-sm">{name}</h3>
        <span className="ml-auto text-muted-foreground text-xs tabular-nums">
          {count}
          <span className="sr-only">{` · ${t("board.count", { count })}`}</span>
        </span>
      </header>
      <ul className="flex min-h-0 flex-1 flex-col gap-1.5 overflow-y-auto px-2 pb-2" aria-label={name}>
        {children}
        {count === 0 && <li className="px-1 py-1 text-muted-foreground text-xs">{t("empty.column")}</li>}
      </ul>
    </section>
  );
}
