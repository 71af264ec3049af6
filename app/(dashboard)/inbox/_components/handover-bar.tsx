"use client";

import { Bot, Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChange } from "@/app/(dashboard)/inbox/_components/use-change";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import type { Conversation } from "@/lib/inbox/schema";

/** Who speaks in this thread now: shown when it is not the concierge, with the way back. */
export function HandoverBar({ conversation, canReply }: { conversation: Conversation; canReply: boolean }) {
  const t = useTranslations("inbox");
  const { change } = useChange(conversation.id);
  if (conversation.concierge === "on" || conversation.status === "closed" || conversation.channel_mode === "off")
    return null;
  const handed = conversation.concierge === "handed_over";
  const reason = conversation.handover_reason;
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-3 py-1.5 text-xs sm:px-5",
        handed ? "bg-violet-soft text-violet" : "bg-muted text-muted-foreground",
      )}
    >
      {handed ? <Hand aria-hidden className="size-4 shrink-0" /> : <Bot aria-hidden className="size-4 shrink-0" />}
      <p className="min-w-40 flex-1">
        {!handed && t("mutedBar")}
        {handed &&
          t("handedBar", {
            reason: reason && t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : t("reasons.other"),
          })}
      </p>
      {canReply && (
        <span className="flex gap-1">
          {handed && (
            <Button variant="outline" size="sm" onClick={() => change({ concierge: "muted" }, t("takenOver"))}>
              {t("takeOver")}
            </Button>
          )}
          <Button variant="outline" size="sm" onClick={() => change({ concierge: "on" }, t("released"))}>
            {t("release")}
          </Button>
        </span>
      )}
    </div>
  );
}
