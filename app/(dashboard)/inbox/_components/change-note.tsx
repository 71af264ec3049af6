"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Message } from "@/lib/inbox/schema";

/** What is to be known of a message beside its words: what its author did to it later, and when it is older than the link. */
export function ChangeNote({ message, isOld }: { message: Message; isOld: boolean }) {
  const t = useTranslations("inbox.changed");
  return (
    <div className="grid gap-1 border-t pt-1.5 text-muted-foreground text-xs">
      {message.edited_body !== null && (
        // Staff may have answered the words that were there first.
        <details>
          <summary className="cursor-pointer">{t("edited")}</summary>
          <p className="mt-1 whitespace-pre-wrap [overflow-wrap:anywhere]">{message.body}</p>
        </details>
      )}
      {message.revoked_at !== null && <p className="italic">{t("revoked")}</p>}
      {message.payload.truncated && <p className="italic">{t("truncated")}</p>}
      {isOld && (
        <p className="flex items-center gap-1">
          <History aria-hidden className="size-3.5 shrink-0" />
          {t("history")}
        </p>
      )}
    </div>
  );
}
