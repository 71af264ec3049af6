"use client";

import { useNow, useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import { type Deadline, timeLeft } from "@/lib/privacy/breach-clock";

type CountdownProps = { deadline: Deadline; className?: string };

/** How long is left to tell somebody, counted down while one looks. */
export function Countdown({ deadline, className }: CountdownProps) {
  const t = useTranslations("privacy.breaches");
  const now = useNow({ updateInterval: 30_000 });
  const { over, days, hours, minutes } = timeLeft(deadline.dueAt, now);
  const time = t("time", { days, hours, minutes });
  return (
    <span
      role="timer"
      className={cn("font-medium tabular-nums", over ? "text-destructive" : "text-warning", className)}
      suppressHydrationWarning
    >
      {t(`${over ? "over" : "left"}.${deadline.who}`, { time })}
    </span>
  );
}
