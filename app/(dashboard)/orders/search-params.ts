import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { ORDER_SORTS, ORDER_STATUSES } from "@/lib/orders/kinds";

/** The list as its URL says; the page and its export read it the same. */
export function orderParams(search: SearchParams, outlets: readonly string[]) {
  return {
    params: listParams(search, ORDER_SORTS),
    filter: {
      status: choiceParam(search, "status", ORDER_STATUSES),
      outletId: choiceParam(search, "outlet", outlets),
    },
  };
}
