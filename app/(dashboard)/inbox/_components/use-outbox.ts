"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { addNoteAction, replyAction } from "@/app/(dashboard)/inbox/actions";
import { newId } from "@/lib/core/new-id";
import type { Message } from "@/lib/inbox/schema";

export type Pending = {
  key: string;
  kind: "text" | "note" | "file";
  body: string;
  file: File | null;
  at: string;
  state: "sending" | "failed";
  code: string | null;
};
type Draft = Pick<Pending, "kind" | "body" | "file">;
type Answer = { ok: true } | { ok: false; code: string } | null;

async function deliver(conversationId: string, item: Pending): Promise<Answer> {
  try {
    if (item.kind === "file" && item.file) {
      const form = new FormData();
      form.set("conversationId", conversationId);
      form.set("key", item.key);
      form.set("body", item.body);
      form.set("file", item.file);
      const response = await fetch("/inbox/files", { method: "POST", body: form });
      const answer: unknown = await response.json();
      if (typeof answer !== "object" || answer === null) return { ok: false, code: "system.unexpected" };
      if ("ok" in answer && answer.ok === true) return { ok: true };
      return { ok: false, code: "code" in answer ? String(answer.code) : "system.unexpected" };
    }
    const send = item.kind === "note" ? addNoteAction : replyAction;
    return await send(null, { conversationId, key: item.key, body: item.body });
  } catch {
    // The server could not be reached; the same key is tried again by hand.
    return { ok: false, code: "system.unreachable" };
  }
}

/**
 * Bubbles that are on the screen before the server has them. Each has a key of its own: sending it twice is one message,
 * and the bubble goes as soon as the thread brings the message with that key.
 */
export function useOutbox(conversationId: string, messages: readonly Message[]) {
  const [items, setItems] = useState<Pending[]>([]);
  const router = useRouter();
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const settle = useCallback((key: string, state: Pending["state"], code: string | null) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, state, code } : item)));
  }, []);

  const attempt = useCallback(
    async (item: Pending) => {
      settle(item.key, "sending", null);
      const answer = await deliver(conversationId, item);
      if (!alive.current) return;
      if (answer && !answer.ok) settle(item.key, "failed", answer.code);
      else router.refresh();
    },
    [conversationId, router, settle],
  );

  const send = useCallback(
    (draft: Draft) => {
      const item: Pending = { ...draft, key: newId(), at: new Date().toISOString(), state: "sending", code: null };
      setItems((all) => [...all, item]);
      void attempt(item);
    },
    [attempt],
  );

  const discard = useCallback((key: string) => setItems((all) => all.filter((item) => item.key !== key)), []);

  const arrived = useMemo(() => new Set(messages.map((message) => message.key)), [messages]);
  const pending = items.filter((item) => !arrived.has(item.key));
  return { pending, send, retry: attempt, discard };
}
