"use client";

import { type RefObject, useEffect } from "react";
import type { Panel } from "./counter-context";

/** In the order of a sale; function keys because letters belong to the search field and the scanner. */
export const SHORTCUTS = [
  { keys: "F2", name: "search" },
  { keys: "↑ ↓", name: "choose" },
  { keys: "Enter", name: "add" },
  { keys: "F4", name: "customer" },
  { keys: "F6", name: "ticket" },
  { keys: "F8", name: "discount" },
  { keys: "F9", name: "pay" },
  { keys: "F1", name: "help" },
] as const;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

type Actions = { open: (panel: Panel) => void; canPay: boolean; mayDiscount: boolean; blocked: boolean };

/** A scanner types without looking where the cursor is: any letter outside a field goes to the search field. */
export function useShortcuts(
  search: RefObject<HTMLInputElement | null>,
  { open, canPay, mayDiscount, blocked }: Actions,
): void {
  useEffect(() => {
    if (blocked) return;
    const onKey = (event: KeyboardEvent) => {
      const panels: Record<string, () => void> = {
        F1: () => open("help"),
        F2: () => search.current?.select(),
        F4: () => open("customer"),
        F6: () => open("ticket"),
        F8: () => mayDiscount && open("discount"),
        F9: () => canPay && open("payment"),
      };
      const run = panels[event.key];
      if (run) {
        event.preventDefault();
        search.current?.focus();
        run();
        return;
      }
      const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ";
      if (plain && !isTyping(event.target)) search.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [search, open, canPay, mayDiscount, blocked]);
}
