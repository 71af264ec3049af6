"use client";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { type LiveChange, listenLive } from "@/lib/live/feed";
import { throttled } from "@/lib/live/throttle";

const EVERY_MS = 300;

/**
 * Tells when something of these topics changed in the tenant; by default the page is read again. `changes` is empty when
 * some may have been missed (after a reconnection): then read everything again.
 */
export function useLive(topics: readonly string[], onChange?: (changes: readonly LiveChange[]) => void): void {
  const router = useRouter();
  const react = useEffectEvent((changes: readonly LiveChange[]) => {
    if (onChange) onChange(changes);
    else router.refresh();
  });
  const key = topics.join(" ");
  useEffect(() => {
    const wanted = new Set(key.split(" "));
    let missed = false;
    const { push, cancel } = throttled<LiveChange>(EVERY_MS, (changes) => {
      const known = missed ? [] : changes;
      missed = false;
      react(known);
    });
    const stop = listenLive((changes) => {
      if (changes.length === 0) {
        missed = true;
        push([]);
      } else {
        const ours = changes.filter((change) => wanted.has(change.topic));
        if (ours.length > 0) push(ours);
      }
    });
    return () => {
      stop();
      cancel();
    };
  }, [key]);
}
