/** The URL of every list: ?q= ?sort=name|-name ?page=. Wrong values become the defaults; a URL never breaks a page. */
import { z } from "zod";
import { cleanText } from "@/lib/core/text";

export type ListParams = {
  q: string;
  sort: string;
  descending: boolean;
  page: number;
  pageSize: number;
  from: number;
  to: number;
};

/** How many rows a list has; with `more`, at least so many (lib/db/list-total.ts). */
export interface ListTotal {
  count: number;
  more: boolean;
}

export type SearchParams = Record<string, string | string[] | undefined>;

function first(search: SearchParams, name: string): string {
  const value = search[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** `sorts` are the columns that may be sorted by, the first is the default; prefix it with `-` to start descending. */
export function listParams(search: SearchParams, sorts: readonly [string, ...string[]], pageSize = 25): ListParams {
  const allowed = sorts.map((sort) => sort.replace(/^-/, ""));
  const asked = first(search, "sort");
  const sort = allowed.includes(asked.replace(/^-/, "")) ? asked : sorts[0];
  const page = z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .catch(1)
    .parse(first(search, "page") || 1);
  const from = (page - 1) * pageSize;
  return {
    q: cleanText(first(search, "q")).slice(0, 100),
    sort: sort.replace(/^-/, ""),
    descending: sort.startsWith("-"),
    page,
    pageSize,
    from,
    to: from + pageSize - 1,
  };
}

/** One filter of the URL: the value when it is one of `choices`, else null. */
export function choiceParam<C extends string>(search: SearchParams, name: string, choices: readonly C[]): C | null {
  const asked = first(search, name);
  return choices.find((choice) => choice === asked) ?? null;
}

/** Nothing comes last, where there may be nothing; to say so of other columns keeps Postgres from walking their index. */
export const listOrder = (p: Pick<ListParams, "sort" | "descending">, nullable: readonly string[]) => ({
  ascending: !p.descending,
  ...(nullable.includes(p.sort) ? { nullsFirst: false } : {}),
});
