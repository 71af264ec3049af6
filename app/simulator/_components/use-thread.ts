"use client";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { throttled } from "@/lib/live/throttle";
import { fetchThread, markThreadRead, type ThreadMessage } from "./api";

export interface Thread {
  messages: ThreadMessage[] | null;
  isReachable: boolean;
  reload: () => void;
}

/** The messages between a phone and a shop, kept fresh by the network's own stream; seen ones are reported as read. */
export function useThread(phone: string | null, shop: string | null, onOther: () => void): Thread {
  const [messages, setMessages] = useState<ThreadMessage[] | null>(null);
  const [isReachable, setReachable] = useState(true);
  const wanted = useRef("");
  const other = useEffectEvent(onOther);

  const reload = useCallback(async () => {
    if (!phone || !shop) return;
    const key = `${phone} ${shop}`;
    wanted.current = key;
    const answer = await fetchThread(phone, shop);
    // A slow answer must not overwrite another thread.
    if (wanted.current !== key) return;
    setReachable(answer.ok);
    if (!answer.ok) return;
    setMessages(answer.value.messages);
    const isUnread = answer.value.messages.some((message) => message.fromShop && message.readAt === null);
    if (isUnread && !document.hidden) await markThreadRead(phone, shop);
  }, [phone, shop]);

  useEffect(() => {
    setMessages(null);
    if (!phone || !shop) return;
    const { push, cancel } = throttled<string>(80, () => void reload());
    push([]);
    const source = new EventSource(`/api/simulator/live?${new URLSearchParams({ phone })}`);
    source.addEventListener("open", () => push([]));
    source.addEventListener("error", () => setReachable(false));
    source.addEventListener("change", (event) => {
      const change: { shop: string } = JSON.parse(event.data);
      if (change.shop === shop || change.shop === "") push([]);
      other();
    });
    const onVisible = () => push([]);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      cancel();
      source.close();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [phone, shop, reload]);

  return { messages, isReachable, reload: () => void reload() };
}
