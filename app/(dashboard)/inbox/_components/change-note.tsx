"use client";

import { useTranslations } from "next-intl";
import type { Message } from "@/lib/inbox/schema";

/** What the author did to a message later. The words that staff answered stay above. */
export function ChangeNote({ message }: { message: Message }) {
  const t = useTranslations("inbox.changed");
  return (
    <div className="grid gap-1 border-t pt-1.5 text-muted-foreground text-xs">
      {message.edited_body !== null && (
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          <span className="font-medium">{t("edited")}</span> {message.edited_body}
        </p>
      )}
      {message.revoked_at !== null && <p className="italic">{t("revoked")}</p>}
    </div>
  );
}
