import type { TimelineRow } from "@/lib/customers/schema";

const FOLDERS = { ticket: "/repairs", sale: "/sales", invoice: "/invoices" };

/** Where a line of the timeline leads; notes and consents are already all there is. */
export function timelineHref(row: Pick<TimelineRow, "kind" | "ref">): string | null {
  if (!row.ref) return null;
  if (row.kind === "message") return `/inbox?c=${row.ref}`;
  if (row.kind === "ticket" || row.kind === "sale" || row.kind === "invoice") return `${FOLDERS[row.kind]}/${row.ref}`;
  return null;
}
