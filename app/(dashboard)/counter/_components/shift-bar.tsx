"use client";

import { ArrowLeftRight, Inbox, LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import type { OpenShift } from "@/lib/pos/shift-schema";
import type { Panel } from "./counter-context";

type ShiftBarProps = { shift: OpenShift | null; timeZone: string; open: (panel: Panel) => void };

/** Whether the drawer is open, and what can be done with it. */
export function ShiftBar({ shift, timeZone, open }: ShiftBarProps) {
  const t = useTranslations("shifts");
  return (
    <section aria-label={t("drawer")} className="flex min-h-11 items-center gap-2 border-b bg-card px-4 py-1 text-sm">
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full", shift ? "bg-success" : "bg-muted-foreground")} />
      <p className="min-w-0 flex-1 truncate text-muted-foreground">
        {shift
          ? t.rich("openSince", { time: () => <DateText at={shift.opened_at} kind="list" timeZone={timeZone} /> })
          : t("isClosed")}
      </p>
      {shift ? (
        <>
          <Button variant="ghost" size="sm" onClick={() => open("cash")}>
            <ArrowLeftRight aria-hidden />
            <span className="max-sm:sr-only">{t("move")}</span>
          </Button>
          <Button variant="ghost" size="sm" onClick={() => open("close")}>
            <LockKeyhole aria-hidden />
            <span className="max-sm:sr-only">{t("close")}</span>
          </Button>
        </>
      ) : (
        <Button variant="outline" size="sm" onClick={() => open("open")}>
          <Inbox aria-hidden />
          {t("open")}
        </Button>
      )}
    </section>
  );
}
