"use client";

import { useEffect, useRef } from "react";

const ROW = "a[data-conversation]";
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** j and k (and the arrows, once in the list) walk through the list; Esc in the thread goes back to its row. */
export function useInboxKeys() {
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const box = root.current;
      if (!box || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // A menu or dialog above the inbox has the keyboard.
      if (event.target instanceof Element && event.target.closest("[role=dialog],[role=menu],[role=alertdialog]"))
        return;
      const rows = [...box.querySelectorAll<HTMLElement>(ROW)];
      const current = rows.findIndex((row) => row.matches(":focus"));
      if (event.key === "Escape") {
        const open = rows.find((row) => row.ariaCurrent === "true");
        if (open && open !== document.activeElement) open.focus();
        return;
      }
      if (isTyping(event.target)) return;
      const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || (event.key.startsWith("Arrow") && current < 0)) return;
      const from = current >= 0 ? current : rows.findIndex((row) => row.ariaCurrent === "true");
      const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return root;
}
