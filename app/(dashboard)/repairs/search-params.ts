import { z } from "zod";
import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { cleanText } from "@/lib/core/text";
import { PHASES } from "@/lib/repairs/kinds";
import { type BoardFilter, LIST_SORTS } from "@/lib/repairs/queries";

const id = z.string().transform(cleanText).pipe(z.string().max(80)).catch("");
const text = (value: string | string[] | undefined): string | null =>
  id.parse(typeof value === "string" ? value : "") || null;

/** The URL of /repairs: view, filters, sort and page; wrong values become the defaults. */
export function repairParams(search: SearchParams, outletIds: readonly string[]) {
  const params = listParams(search, LIST_SORTS, 50);
  const filter: BoardFilter = {
    q: params.q,
    outletId: choiceParam(search, "outlet", outletIds),
    technician: text(search["technician"]),
    status: text(search["status"]),
    phase: choiceParam(search, "phase", PHASES),
  };
  return { view: choiceParam(search, "view", ["board", "list"] as const) ?? "board", params, filter };
}
