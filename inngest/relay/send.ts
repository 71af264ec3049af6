/** Hands events on over HTTP. Inngest counts an id once, so what was sent and not noted is sent again without harm. */
import { z } from "zod";
import type { EventClaim, EventResult } from "@/lib/db/service";

const TIMEOUT_MS = 10_000;

export interface Destination {
  url: string;
  key: string;
}

/** Undefined where no engine is configured: events then wait in the database. */
export function destination(env: {
  INNGEST_DEV?: string | undefined;
  INNGEST_EVENT_KEY?: string | undefined;
  INNGEST_BASE_URL?: string | undefined;
}): Destination | undefined {
  if (env.INNGEST_DEV) return { url: env.INNGEST_DEV, key: "dev" };
  if (env.INNGEST_EVENT_KEY) return { url: env.INNGEST_BASE_URL ?? "https://inn.gs", key: env.INNGEST_EVENT_KEY };
  return undefined;
}

const accepted = z.object({ ids: z.array(z.string()) });

/** A refusal is about the event. A wrong key, a wrong address, a busy or broken server is not. */
const isRefusal = (status: number) => status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status);

type Answer = "sent" | { outcome: "later" | "refused"; reason: string };

async function post({ url, key }: Destination, events: EventClaim[]): Promise<Answer> {
  try {
    const response = await fetch(new URL(`/e/${encodeURIComponent(key)}`, url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(events.map(({ id, name, data, at }) => ({ id, name, data, ts: at }))),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { outcome: isRefusal(response.status) ? "refused" : "later", reason: `status ${response.status}` };
    }
    const { ids } = accepted.parse(await response.json());
    return ids.length === events.length ? "sent" : { outcome: "later", reason: "not every event was taken" };
  } catch (error) {
    // The name alone: a message may hold the address, and the address the key.
    return { outcome: "later", reason: error instanceof Error ? error.name : "unknown" };
  }
}

/** All at once; when that is refused, one by one, so that one bad event holds up nobody but its own entity. */
export async function sendEvents(to: Destination, events: EventClaim[]): Promise<EventResult[]> {
  const answer = await post(to, events);
  if (answer === "sent") return events.map(({ id }) => ({ id, outcome: "sent" }));
  if (answer.outcome === "later" || events.length === 1) return events.map(({ id }) => ({ id, ...answer }));
  const stuck = new Set<string>();
  const results: EventResult[] = [];
  for (const event of events) {
    if (stuck.has(event.entity)) {
      results.push({ id: event.id, outcome: "held" });
      continue;
    }
    const alone = await post(to, [event]);
    if (alone !== "sent") stuck.add(event.entity);
    results.push(alone === "sent" ? { id: event.id, outcome: "sent" } : { id: event.id, ...alone });
  }
  return results;
}
