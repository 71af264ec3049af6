/** One LISTEN connection per web process, fanned out to the open streams of each tenant. Carries topics and ids, never rows. */
import { z } from "zod";
import { log } from "@/lib/core/log";
import { type Listener, listen } from "@/lib/db/listen";
import { env } from "@/lib/env";

const notification = z.object({ tenant: z.string(), topic: z.string(), id: z.string().nullish() });

export interface Subscriber {
  readonly tenantId: string;
  /** Something of this topic changed. */
  change: (topic: string, id: string) => void;
  /** Changes may have been missed: everything on screen is to be read again. */
  sync: () => void;
}

interface Hub {
  subscribers: Set<Subscriber>;
  listener: Listener;
}

function fanOut(subscribers: Set<Subscriber>, payload: string): void {
  let parsed: z.infer<typeof notification>;
  try {
    parsed = notification.parse(JSON.parse(payload));
  } catch {
    log("live").warn("a notification could not be read");
    return;
  }
  for (const subscriber of subscribers) {
    if (subscriber.tenantId === parsed.tenant) subscriber.change(parsed.topic, parsed.id ?? "");
  }
}

function startHub(): Hub {
  const subscribers = new Set<Subscriber>();
  let wasReady = false;
  const listener = listen({
    url: env().DATABASE_URL,
    channels: ["voltura"],
    onNotify: (_channel, payload) => fanOut(subscribers, payload),
    onReady: () => {
      if (wasReady) for (const subscriber of subscribers) subscriber.sync();
      wasReady = true;
    },
    onLost: () => log("live").warn("listening was interrupted"),
  });
  process.once("SIGTERM", () => void listener.stop());
  return { subscribers, listener };
}

declare global {
  // Route handlers may be bundled apart, each with its own copy of this module: the process shares one hub all the same.
  var volturaLiveHub: Hub | undefined;
}

/** @returns how to leave. */
export function subscribe(subscriber: Subscriber): () => void {
  globalThis.volturaLiveHub ??= startHub();
  const { subscribers } = globalThis.volturaLiveHub;
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}
