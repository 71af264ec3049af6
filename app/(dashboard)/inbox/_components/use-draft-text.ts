"use client";

import { useCallback, useEffect, useState } from "react";

const keyOf = (conversationId: string) => `inbox.draft.${conversationId}`;

/** What is typed and not sent stays with its conversation on this device. */
export function useDraftText(conversationId: string): [string, (text: string) => void] {
  const [text, setText] = useState("");

  useEffect(() => {
    try {
      setText(localStorage.getItem(keyOf(conversationId)) ?? "");
    } catch {
      // Storage refused: drafts then live as long as the page.
    }
  }, [conversationId]);

  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === "") localStorage.removeItem(keyOf(conversationId));
        else localStorage.setItem(keyOf(conversationId), next);
      } catch {
        // As above.
      }
    },
    [conversationId],
  );
  return [text, keep];
}
