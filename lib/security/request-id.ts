import { insideNext } from "@/lib/env";

export const REQUEST_ID = "x-request-id";

/** One from a proxy in front is kept when it looks like one; anything else could forge lines of a log. */
export const requestIdFrom = (given: string | null): string =>
  given && /^[A-Za-z0-9][\w.-]{7,63}$/.test(given) ? given : crypto.randomUUID();

let outsideNext: () => string | undefined = () => undefined;

/** For programs that answer no requests of Next: `source` says what they are at. */
export function nameRequestsBy(source: () => string | undefined): void {
  outsideNext = source;
}

/** Of the request being answered, or of the piece of work; undefined outside one. */
export async function currentRequestId(): Promise<string | undefined> {
  if (!insideNext) return outsideNext();
  try {
    const { headers } = await import("next/headers");
    return (await headers()).get(REQUEST_ID) ?? undefined;
  } catch {
    return undefined;
  }
}
