"use client";

import { useCallback, useSyncExternalStore } from "react";

const KEY = "inbox.panel";
const CHANGED = "inbox-panel";
const WIDE = "(min-width: 80rem)";

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  return () => window.removeEventListener(CHANGED, onChange);
}

const isOpen = () => {
  try {
    return localStorage.getItem(KEY) !== "closed";
  } catch {
    return true;
  }
};

/** Whether the customer column is open: remembered on this device. `fits` says whether there is room for a column at all. */
export function usePanel() {
  const open = useSyncExternalStore(subscribe, isOpen, () => true);
  const toggle = useCallback(() => {
    try {
      localStorage.setItem(KEY, isOpen() ? "closed" : "open");
    } catch {
      // Private windows may refuse storage: the panel then stays as it is.
    }
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  const fits = useCallback(() => window.matchMedia(WIDE).matches, []);
  return { open, toggle, fits };
}
