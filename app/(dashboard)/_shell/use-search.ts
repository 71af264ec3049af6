"use client";

import { useEffect, useState } from "react";
import { readJson } from "@/lib/core/read-json";
import type { SearchHit } from "@/lib/search/schema";

type State = { query: string; hits: SearchHit[]; status: "idle" | "loading" | "done" | "failed" };
const IDLE: State = { query: "", hits: [], status: "idle" };

/** Hits for what is typed, a moment after typing stops; an answer to an older question is dropped. */
export function useSearch(text: string): State {
  const query = text.trim();
  const [state, setState] = useState<State>(IDLE);
  useEffect(() => {
    if (query.length < 2) {
      setState(IDLE);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const found = await readJson<{ hits: SearchHit[] }>(`/api/search?q=${encodeURIComponent(query)}`, abort.signal);
      if (abort.signal.aborted) return;
      setState({ query, hits: found?.hits ?? [], status: found ? "done" : "failed" });
    }, 160);
    // Enter must never open an answer to an older question: of the last hits only those stay that fit what is typed now.
    const needle = query.toLocaleLowerCase();
    const fits = (hit: SearchHit) => `${hit.title} ${hit.subtitle ?? ""}`.toLocaleLowerCase().includes(needle);
    setState((last) => ({ query, hits: last.hits.filter(fits), status: "loading" }));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return state;
}
