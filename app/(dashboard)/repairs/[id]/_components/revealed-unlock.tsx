"use client";

import { EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { PatternDots } from "@/components/pattern-dots";
import { Button } from "@/components/ui/button";
import type { Unlock } from "@/lib/repairs/unlock";

const SHOWN_SECONDS = 30;

/** Shown for half a minute, and only while somebody looks at the page. */
export function RevealedUnlock({ unlock, onHide }: { unlock: Unlock; onHide: () => void }) {
  const t = useTranslations("unlock");
  const [left, setLeft] = useState(SHOWN_SECONDS);
  const hide = useEffectEvent(onHide);
  useEffect(() => {
    const until = Date.now() + SHOWN_SECONDS * 1000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds <= 0) hide();
      else setLeft(seconds);
    }, 250);
    const away = () => {
      if (document.hidden) hide();
    };
    document.addEventListener("visibilitychange", away);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", away);
    };
  }, []);
  return (
    <div className="grid gap-2 rounded-md border bg-muted p-3">
      <div aria-live="polite">
        {unlock.kind === "pin" ? (
          <p className="break-all font-mono text-lg" translate="no">
            {unlock.value}
          </p>
        ) : (
          <>
            <PatternDots pattern={unlock.value} />
            <p className="text-sm tabular-nums">{t("order", { order: [...unlock.value].join(" → ") })}</p>
          </>
        )}
      </div>
      <div className="flex items-center justify-between gap-3">
        <span aria-hidden className="text-muted-foreground text-xs tabular-nums">
          {t("hidesIn", { seconds: left })}
        </span>
        <Button type="button" variant="outline" size="sm" onClick={onHide}>
          <EyeOff aria-hidden />
          {t("hide")}
        </Button>
      </div>
    </div>
  );
}
