"use client";

import { useLive } from "@/lib/live/use-live";

/** Somebody joined, or a colleague changed the team: the page is read again. */
export function TeamLive() {
  useLive(["team"]);
  return null;
}
