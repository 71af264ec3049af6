/** Asks the web app whether every part answers. */
import { setTimeout as delay } from "node:timers/promises";

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

/** @param page another address, when the whole need not be well yet. @returns undefined when all is well, else what the last answer was. */
export async function waitForHealth(
  url: string,
  seconds: number,
  isGivenUp = () => false,
  page = "/api/health",
): Promise<string | undefined> {
  const until = Date.now() + seconds * 1000;
  let last = "no answer";
  while (Date.now() < until && !isGivenUp()) {
    try {
      const response = await fetch(`${url}${page}`, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return undefined;
      last = await response.text();
    } catch (error) {
      last = reason(error);
    }
    await delay(150);
  }
  return last;
}
