"use client";

import { useCallback, useState } from "react";
import { readJson } from "@/lib/core/read-json";
import type { Message, Thread } from "@/lib/inbox/schema";

type OlderPage = { messages: Message[]; more: boolean };
export type Older = ReturnType<typeof useOlder>;

/** Earlier pages of a thread, fetched on demand and kept beside the newest page, which the server renders anew. */
export function useOlder(thread: Thread) {
  const [messages, setMessages] = useState<Message[]>([]);
  const [more, setMore] = useState<boolean | null>(null);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const oldest = messages[0]?.seq ?? thread.messages[0]?.seq;

  const load = useCallback(async () => {
    if (oldest === undefined) return;
    setState("loading");
    const found = await readJson<OlderPage>(`/inbox/older?c=${thread.conversation.id}&before=${oldest}`);
    setState(found ? "idle" : "failed");
    if (!found) return;
    setMessages((all) => [...found.messages, ...all]);
    setMore(found.more);
  }, [oldest, thread.conversation.id]);

  return { messages, more: more ?? thread.more, state, load };
}
