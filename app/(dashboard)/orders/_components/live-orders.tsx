"use client";

import { useLive } from "@/lib/live/use-live";

/** Reads the page again when an order comes or changes. */
export function LiveOrders() {
  useLive(["order"]);
  return null;
}
