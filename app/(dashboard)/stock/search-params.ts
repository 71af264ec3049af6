import type { Context } from "@/lib/auth/context-schema";
import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import type { StockFilters } from "@/lib/inventory/queries";
import { STOCK_STATES } from "@/lib/inventory/schema";

export const STOCK_SORTS = ["name", "on_hand", "price_sen"] as const;

/** The same URL gives the list and the file. */
export function stockParams(search: SearchParams, me: Pick<Context, "activeOutletId">, categories: readonly string[]) {
  const list = listParams(search, [...STOCK_SORTS]);
  const outletId = me.activeOutletId ?? "";
  const show = choiceParam(search, "show", ["active", "inactive"]);
  const filters: StockFilters = {
    outletId,
    q: list.q,
    state: choiceParam(search, "state", STOCK_STATES),
    category: choiceParam(search, "category", categories),
    kind: choiceParam(search, "kind", ["product", "service"]),
    active: show === null ? null : show === "active",
  };
  return { list, filters };
}
