"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import { TIMELINE_FILTERS, type TimelineFilter, timeline } from "@/lib/repairs/timeline";
import type { Desk } from "./desk";
import { NoteForm } from "./note-form";
import { TimelineItem } from "./timeline-item";

/** Everything that happened, oldest first, one list: chat, work, prices, parts, photos, payment. */
export function Timeline({ desk }: { desk: Desk }) {
  const t = useTranslations("repairs.timeline");
  const [filter, setFilter] = useState<TimelineFilter | "all">("all");
  const entries = useMemo(() => timeline(desk.ticket), [desk.ticket]);
  const shown = filter === "all" ? entries : entries.filter((entry) => entry.filter === filter);
  const there = TIMELINE_FILTERS.filter((one) => entries.some((entry) => entry.filter === one));
  return (
    <Card>
      <CardHeader className="flex flex-wrap items-center justify-between gap-2">
        <CardTitle>{t("title")}</CardTitle>
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{t("filterLabel")}</legend>
          {(["all", ...there] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
              className={cn(
                "h-7 rounded-full px-2.5 font-medium text-xs pointer-coarse:h-10 pointer-coarse:px-3.5",
                filter === one
                  ? "bg-foreground text-background"
                  : "text-muted-foreground hover:bg-accent hover:text-foreground",
              )}
            >
              {t(`filters.${one}`)}
            </button>
          ))}
        </fieldset>
      </CardHeader>
      <CardContent className="grid gap-4">
        <ol className="grid grid-cols-[minmax(0,1fr)] gap-3.5" aria-label={t("title")}>
          {shown.map((entry) => (
            <TimelineItem key={entry.key} entry={entry} desk={desk} />
          ))}
        </ol>
        {shown.length === 0 && <p className="text-muted-foreground text-sm">{t("empty")}</p>}
        {desk.capabilities.includes("repair.write") && (
          <div className="border-t pt-4">
            <NoteForm ticketId={desk.ticket.id} />
          </div>
        )}
      </CardContent>
    </Card>
  );
}
