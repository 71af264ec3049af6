"use client";

import { useMemo, useState } from "react";
import { readJson } from "@/lib/core/read-json";
import type { Message, Thread } from "@/lib/inbox/schema";
import { useLive } from "@/lib/live/use-live";

/**
 * What was said in the open thread since the server drew it, by one small request: the whole screen is read again too, but that
 * is many, and a customer's words should not wait for the counts beside them.
 */
export function useFresh({ conversation: { id }, messages }: Thread): Message[] {
  const [newest, setNewest] = useState<Message[]>([]);
  useLive(["message"], (changes) => {
    if (changes.length > 0 && !changes.some((change) => change.id === id)) return;
    void readJson<{ messages: Message[] }>(`/inbox/older?c=${id}`).then((found) => found && setNewest(found.messages));
  });
  const drawn = messages.at(-1)?.seq ?? 0;
  return useMemo(() => newest.filter((message) => message.seq > drawn), [newest, drawn]);
}
