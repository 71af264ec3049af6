"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { InboxList, Thread } from "@/lib/inbox/schema";

/** What a screen reader hears when something new came in: words of the open thread, else who wrote. */
export function useAnnouncement(list: InboxList, thread: Thread | null): string {
  const t = useTranslations("inbox");
  const [said, setSaid] = useState("");
  const seen = useRef({ thread: "", seq: 0, latest: "" });

  useEffect(() => {
    const before = seen.current;
    const last = thread?.messages.at(-1);
    const newest = list.rows.reduce<InboxList["rows"][number] | null>(
      (found, row) => (found === null || row.last_message_at > found.last_message_at ? row : found),
      null,
    );
    const id = thread?.conversation.id ?? "";
    if (last?.direction === "in" && before.thread === id && last.seq > before.seq) {
      setSaid(
        t("announce.message", {
          name: thread?.conversation.customer_name ?? "",
          text: last.body || t("announce.file"),
        }),
      );
    } else if (
      newest &&
      before.latest &&
      newest.last_message_at > before.latest &&
      newest.unread > 0 &&
      newest.id !== id
    ) {
      setSaid(t("announce.elsewhere", { name: newest.customer_name }));
    }
    seen.current = { thread: id, seq: last?.seq ?? 0, latest: newest?.last_message_at ?? before.latest };
  }, [list, thread, t]);

  return said;
}
