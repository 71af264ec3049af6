/** Where lite reads the filters of a request in another way than PostgREST. */

const RESERVED = new Set(["select", "order", "limit", "offset", "columns", "on_conflict"]);
const OPERATOR = /^((?:not\.)?[a-z]+(?:\([a-z]+\))?)\.([\s\S]*)$/;

/** Inside `and` lite knows no quotes: in a pattern any one character stands for what separates conditions. */
function condition(column: string, filter: string): string | null {
  const [, operator, value] = OPERATOR.exec(filter) ?? [];
  if (operator === undefined || value === undefined) return null;
  const text = operator.endsWith("like") ? value.replace(/[,()"]/g, "_") : value;
  return operator.endsWith("in") || !/[,()"]/.test(text) ? `${column}.${operator}.${text}` : null;
}

/**
 * PostgREST joins filters that are given twice (two `like` on a column, two `or`) by AND; lite keeps the last `like` and joins
 * the `or`s by OR. Here they become one `and`, which both read alike.
 */
export function joinRepeatedFilters(url: URL): URL {
  if (!url.pathname.startsWith("/rest/v1/")) return url;
  const groups = Map.groupBy(url.searchParams, ([key, value]) =>
    key === "or" || key === "and" ? key : `${key} ${OPERATOR.exec(value)?.[1] ?? ""}`,
  );
  const joined: string[] = [];
  const next = new URL(url);
  for (const [, pairs] of groups) {
    const [key] = pairs[0] ?? ["select"];
    if (pairs.length < 2 || RESERVED.has(key)) continue;
    const parts = pairs.map(([, value]) =>
      key === "or" ? `or${value}` : key === "and" ? value.replace(/^\(|\)$/g, "") : condition(key, value),
    );
    if (parts.some((part) => part === null)) continue;
    joined.push(...parts.filter((part) => part !== null));
    for (const [, value] of pairs) next.searchParams.delete(key, value);
  }
  if (joined.length === 0) return url;
  const already = next.searchParams.get("and");
  next.searchParams.set("and", `(${[...(already ? [already.replace(/^\(|\)$/g, "")] : []), ...joined].join(",")})`);
  return next;
}

export function asHostedRest(request: Request): Request {
  if (request.method !== "GET" && request.method !== "HEAD") return request;
  const url = new URL(request.url);
  const joined = joinRepeatedFilters(url);
  return joined === url ? request : new Request(joined, { method: request.method, headers: request.headers });
}
