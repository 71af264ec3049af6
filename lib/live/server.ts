/** One LISTEN connection per web process, fanned out to the open streams of each tenant. Carries topics and ids, never rows. */
import { z } from "zod";
import { log } from "@/lib/core/log";
import { type Listener, listen } from "@/lib/db/listen";
import { env } from "@/lib/env";

const notification = z.object({ tenant: z.string(), topic: z.string(), id: z.string().nullish() });

export interface Subscriber {
  readonly tenantId: string;
  /** When what is on screen was read, ms, by this server's clock. */
  readonly renderedAt?: number | undefined;
  /** Something of this topic changed. */
  change: (topic: string, id: string) => void;
  /** Changes may have been missed: everything on screen is to be read again. */
  sync: () => void;
}

interface Hub {
  subscribers: Set<Subscriber>;
  listener: Listener;
  /** When each tenant last changed, ms; and since when that is known. */
  changes: Map<string, number>;
  since: number;
}

const MAX_TENANTS = 10_000;

function fanOut({ subscribers, changes }: Pick<Hub, "subscribers" | "changes">, payload: string): void {
  let parsed: z.infer<typeof notification>;
  try {
    parsed = notification.parse(JSON.parse(payload));
  } catch {
    log("live").warn("a notification could not be read");
    return;
  }
  changes.delete(parsed.tenant);
  changes.set(parsed.tenant, Date.now());
  // The one that changed longest ago stands first.
  for (const [oldest] of changes) {
    if (changes.size <= MAX_TENANTS) break;
    changes.delete(oldest);
  }
  for (const subscriber of subscribers) {
    if (subscriber.tenantId === parsed.tenant) subscriber.change(parsed.topic, parsed.id ?? "");
  }
}

function startHub(): Hub {
  const subscribers = new Set<Subscriber>();
  const changes = new Map<string, number>();
  let wasReady = false;
  const listener = listen({
    url: env().DATABASE_URL,
    channels: ["voltura"],
    onNotify: (_channel, payload) => fanOut({ subscribers, changes }, payload),
    onReady: () => {
      if (wasReady) for (const subscriber of subscribers) subscriber.sync();
      wasReady = true;
    },
    onLost: () => log("live").warn("listening was interrupted"),
  });
  process.once("SIGTERM", () => void listener.stop());
  return { subscribers, listener, changes, since: Date.now() };
}

declare global {
  // Route handlers may be bundled apart, each with its own copy of this module: the process shares one hub all the same.
  var volturaLiveHub: Hub | undefined;
}

/** @returns how to leave. */
export function subscribe(subscriber: Subscriber): () => void {
  globalThis.volturaLiveHub ??= startHub();
  const { subscribers, changes, since } = globalThis.volturaLiveHub;
  subscribers.add(subscriber);
  // What changed between the page and its stream nobody else would tell it.
  if (subscriber.renderedAt !== undefined && (changes.get(subscriber.tenantId) ?? since) > subscriber.renderedAt)
    subscriber.sync();
  return () => subscribers.delete(subscriber);
}
