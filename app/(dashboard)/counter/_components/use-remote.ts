"use client";

import { useEffect, useState } from "react";
import { readJson } from "@/lib/core/read-json";

export type Remote<T> = { state: "loading" } | { state: "failed" } | { state: "ready"; value: T };

/** Reads JSON from one of our own addresses; a newer address wins over an older answer. `url` null reads nothing. */
export function useRemote<T>(url: string | null): Remote<T> | null {
  const [answer, setAnswer] = useState<{ url: string; remote: Remote<T> } | null>(null);
  useEffect(() => {
    if (!url) return;
    const control = new AbortController();
    void readJson<T>(url, control.signal).then((value) => {
      if (control.signal.aborted) return;
      setAnswer({ url, remote: value === null ? { state: "failed" } : { state: "ready", value } });
    });
    return () => control.abort();
  }, [url]);
  if (!url) return null;
  return answer?.url === url ? answer.remote : { state: "loading" };
}
