"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

const PAUSES_MS = [2000, 3000, 4000, 5000, 8000, 8000, 15_000, 30_000];
const history = { tries: 0, last: 0 };

/** A page that could not be drawn: says so and tries again by itself, ever more slowly, until it works. */
export function ErrorPanel({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("common.problem");
  useEffect(() => {
    // The panel is made anew for every failure, so what it has tried lives outside of it.
    if (Date.now() - history.last > 60_000) history.tries = 0;
    const pause = PAUSES_MS[Math.min(history.tries, PAUSES_MS.length - 1)] ?? 30_000;
    const timer = setTimeout(() => {
      history.tries += 1;
      history.last = Date.now();
      retry();
    }, pause);
    return () => clearTimeout(timer);
  }, [retry]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert" className="grid min-h-[60dvh] place-content-center">
      <EmptyState
        isPage
        icon={CloudOff}
        title={t("title")}
        description={
          <>
            {t("description")}
            {digest && <span className="mt-2 block text-xs tabular-nums">{t("reference", { reference: digest })}</span>}
          </>
        }
        action={
          <Button variant="outline" onClick={retry}>
            {t("retry")}
          </Button>
        }
      />
    </div>
  );
}
