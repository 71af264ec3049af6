import type { Cite } from "@/lib/inbox/schema";

const FOLDERS: Record<string, string> = {
  repair_tickets: "/repairs",
  products: "/stock",
  sales: "/sales",
  invoices: "/invoices",
  customers: "/customers",
};

/** Where a row that an answer was built from can be looked at; null when it has no page of its own. */
export function citeHref(cite: Cite): string | null {
  const folder = FOLDERS[cite.table];
  return folder && cite.id && /^[0-9a-f-]{36}$/.test(cite.id) ? `${folder}/${cite.id}` : null;
}
