import { type ListParams, listParams, type SearchParams } from "@/lib/core/list-params";
import { cleanText } from "@/lib/core/text";
import { CUSTOMER_SORTS } from "@/lib/customers/kinds";

/** ?q= ?tag= ?sort= ?page= */
export function customerListUrl(search: SearchParams, pageSize = 25): ListParams & { tag: string | null } {
  const [first, ...rest] = CUSTOMER_SORTS;
  const tag = search["tag"];
  return {
    ...listParams(search, [first, ...rest], pageSize),
    tag: typeof tag === "string" ? cleanText(tag).slice(0, 30) || null : null,
  };
}
