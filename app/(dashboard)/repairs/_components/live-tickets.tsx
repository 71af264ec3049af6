"use client";

import { useLive } from "@/lib/live/use-live";

/** Reads the page again when a ticket changes; on a ticket's own page when its chat does, too. */
export function LiveTickets({ withChat = false }: { withChat?: boolean }) {
  useLive(withChat ? ["ticket", "message"] : ["ticket"]);
  return null;
}
