import type { SearchHit } from "@/lib/search/schema";

const FOLDERS: Record<SearchHit["kind"], string> = {
  customer: "customers",
  ticket: "repairs",
  product: "stock",
  invoice: "invoices",
  sale: "sales",
};

export const hitHref = (hit: Pick<SearchHit, "kind" | "id">): string => `/${FOLDERS[hit.kind]}/${hit.id}`;
