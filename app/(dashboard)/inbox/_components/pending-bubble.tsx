"use client";

import { Clock, FileText, LockKeyhole, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Pending } from "@/app/(dashboard)/inbox/_components/use-outbox";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";

type PendingBubbleProps = { item: Pending; onRetry: (item: Pending) => void; onDiscard: (key: string) => void };

/** On its way to the server, or refused by it. Same place and size as the bubble it will be. */
export function PendingBubble({ item, onRetry, onDiscard }: PendingBubbleProps) {
  const t = useTranslations("inbox");
  const errorText = useErrorText();
  const failed = item.state === "failed";
  return (
    <article
      aria-label={t("author.you")}
      aria-busy={!failed || undefined}
      className="mt-2 flex max-w-[88%] flex-col items-end self-end sm:max-w-[78%]"
    >
      <div
        className={cn(
          "grid max-w-full grid-cols-1 gap-1.5 rounded-xl rounded-tr-sm px-3 py-2 text-sm leading-relaxed",
          item.kind === "note" ? "border border-warning/40 border-dashed bg-warning-soft" : "bg-primary-soft",
          failed && "ring-2 ring-destructive",
        )}
      >
        {item.file && (
          <span className="flex items-center gap-2 font-medium">
            <FileText aria-hidden className="size-4 shrink-0" />
            <span className="truncate">{item.file.name}</span>
          </span>
        )}
        {item.body && <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{item.body}</p>}
        {!failed && (
          <span className="flex items-center justify-end gap-1 text-2xs text-muted-foreground">
            {item.kind === "note" ? (
              <LockKeyhole aria-hidden className="size-3" />
            ) : (
              <Clock aria-hidden className="size-3" />
            )}
            {t("sending")}
          </span>
        )}
      </div>
      {failed && (
        <p role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-2 text-destructive text-xs">
          <span>{t("failed.because", { reason: errorText(item.code ?? "system.unexpected") })}</span>
          <Button variant="ghost" size="sm" onClick={() => onDiscard(item.key)}>
            {t("draft.discard")}
          </Button>
          <Button variant="destructive" size="sm" onClick={() => onRetry(item)}>
            <RotateCw aria-hidden />
            {t("failed.retry")}
          </Button>
        </p>
      )}
    </article>
  );
}
