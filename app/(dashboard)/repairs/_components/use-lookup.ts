"use client";

import { useEffect, useState } from "react";
import { readJson } from "@/lib/core/read-json";

/** Asks `/repairs/lookup` a moment after typing stops; an older answer never replaces a newer one. */
export function useLookup<Row>(kind: "customers" | "parts" | "products", q: string, outlet?: string) {
  const [state, setState] = useState<{ q: string; rows: Row[] }>({ q: "", rows: [] });
  const text = q.trim();
  useEffect(() => {
    if (text.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ kind, q: text, ...(outlet ? { outlet } : {}) });
      const rows = await readJson<Row[]>(`/repairs/lookup?${query}`, stop.signal);
      if (!stop.signal.aborted) setState({ q: text, rows: rows ?? [] });
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [kind, text, outlet]);
  const isAnswered = text.length >= 2 && state.q === text;
  return { rows: text.length >= 2 ? state.rows : [], isAnswered, isSearching: text.length >= 2 && !isAnswered };
}
