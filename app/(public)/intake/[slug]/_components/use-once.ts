"use client";

import { useEffect, useState } from "react";
import type { IntakeReceipt } from "@/lib/intake/submit-intake";

type Kept = { id: string; receipt: IntakeReceipt | null };

/** What this form kept in an earlier moment of the same tab; what it does not know is as if there were nothing. */
function readKept(text: string | null): Kept | null {
  const stored: Partial<Kept> | null = JSON.parse(text ?? "null");
  if (typeof stored?.id !== "string" || !/^[0-9a-f-]{36}$/.test(stored.id)) return null;
  const { number, token, qr }: Partial<IntakeReceipt> = stored.receipt ?? {};
  const isWhole = typeof number === "string" && typeof token === "string" && typeof qr === "string";
  return { id: stored.id, receipt: isWhole ? { number, token, qr } : null };
}

/**
 * One visit of the form is one ticket: the id stays through reload and the back button until "another device" is chosen.
 * Without storage (private mode) the id of the page holds, which still makes a double click harmless.
 */
export function useOnce(slug: string, pageId: string) {
  const key = `intake:${slug}`;
  const [state, setState] = useState<Kept>({ id: pageId, receipt: null });
  const keep = (next: Kept) => {
    setState(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // No storage: the page's own id is all we have.
    }
  };
  useEffect(() => {
    try {
      const stored = readKept(sessionStorage.getItem(key));
      if (stored) setState(stored);
      else sessionStorage.setItem(key, JSON.stringify({ id: pageId, receipt: null }));
    } catch {
      // As above.
    }
  }, [key, pageId]);
  return {
    clientId: state.id,
    receipt: state.receipt,
    finish: (done: IntakeReceipt) => keep({ id: state.id, receipt: done }),
    restart: () => keep({ id: crypto.randomUUID(), receipt: null }),
  };
}
