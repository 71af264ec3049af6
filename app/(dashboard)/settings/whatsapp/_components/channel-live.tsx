"use client";

import { useLive } from "@/lib/live/use-live";

/** A number changed its state: the page is read again. */
export function ChannelLive() {
  useLive(["channel"]);
  return null;
}
