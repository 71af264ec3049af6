/** Wires the parts: channels, inbound, outbound, receipts, concierge, health. No decisions here. */
import { hostname } from "node:os";
import postgres from "postgres";
import { startRelay } from "@/inngest/relay/relay";
import { destination } from "@/inngest/relay/send";
import { log as logger } from "@/lib/core/log";
import { listen } from "@/lib/db/listen";
import {
  claimChannels,
  claimMedia,
  claimOutbox,
  claimReads,
  enterRunner,
  outboxBacklog,
  relayState,
  releaseChannels,
  renewChannels,
  serviceDb,
} from "@/lib/db/service";
import { env } from "@/lib/env";
import { networkSql } from "@/lib/whatsapp/simulator-network";
import { createBaileysAdapter } from "@/wa-runner/adapters/baileys/adapter";
import { baileysConfig } from "@/wa-runner/adapters/baileys/config";
import { createCloudAdapter } from "@/wa-runner/adapters/cloud/adapter";
import { createSimulatorAdapter } from "@/wa-runner/adapters/simulator";
import { startConcierge } from "@/wa-runner/concierge/loop";
import { createEvents } from "@/wa-runner/events";
import { startFileRemovals } from "@/wa-runner/file-removals";
import { startHousekeeping } from "@/wa-runner/housekeeping";
import { type Health, startHttp } from "@/wa-runner/http";
import { startMedia } from "@/wa-runner/inbound/media";
import { createRecorder } from "@/wa-runner/inbound/record";
import { createMetrics } from "@/wa-runner/metrics";
import { createAckTimes } from "@/wa-runner/outbound/ack-times";
import { startOutbound } from "@/wa-runner/outbound/loop";
import { startReads } from "@/wa-runner/outbound/reads";
import { createSender } from "@/wa-runner/outbound/sender";
import { createTyping } from "@/wa-runner/outbound/typing";
import type { ChannelAdapter, ChannelRef, ConciergeHandle } from "@/wa-runner/ports";
import { type Supervisor, startSupervisor } from "@/wa-runner/supervisor/supervisor";

/** A check that does not answer is down, not pending. */
async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** How many sessions there are of each kind in each state. */
function countSessions(sessions: ReturnType<Supervisor["all"]>) {
  const groups = Map.groupBy(sessions, ({ kind, session }) => `${kind} ${session?.health().state ?? "starting"}`);
  return [...groups].map(([key, { length: value }]) => {
    const [kind = "", state = ""] = key.split(" ");
    return { labels: { kind, state }, value };
  });
}

export interface Runner {
  stop: () => Promise<void>;
}

export async function startRunner(): Promise<Runner> {
  const { DATABASE_URL: databaseUrl, VOLTURA_MODE: mode, WA_RUNNER_PORT: port } = env();
  const log = logger("wa-runner");
  // Only one process can listen there, so a process of this name that comes later follows one that is dead.
  const name = `${hostname()}:${port}`;
  const service = serviceDb();
  const metrics = createMetrics();
  const startedAt = Date.now();
  const abort = new AbortController();
  const sql = postgres(databaseUrl, {
    max: 3,
    connect_timeout: 5,
    onnotice: () => undefined,
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 1),
    connection: { application_name: "voltura-wa-runner" },
  });
  const network = networkSql(databaseUrl, 6);
  let isListening = false;

  let stopping = false;
  let supervisor: Supervisor | undefined;
  let concierge: ConciergeHandle | undefined;
  const health = async (): Promise<Health> => {
    const isApiUp = await within(outboxBacklog(service), 2000).then(
      ({ due, oldestMs }) => {
        metrics.set("voltura_outbox_backlog", {}, due);
        metrics.set("voltura_outbox_oldest_seconds", {}, Math.round(oldestMs / 1000));
        return true;
      },
      () => false,
    );
    const checks = {
      database: isListening ? "ok" : "down",
      api: isApiUp ? "ok" : "down",
      // A number that is not linked, or banned, is the shop's to see, not a fault of this process.
      channels: supervisor?.summary().isLoaded ? "ok" : "down",
      concierge: concierge ? "ok" : "down",
    } as const;
    const isOk = Object.values(checks).every((check) => check === "ok");
    return { status: stopping ? "stopping" : isOk ? "ok" : "down", checks };
  };
  const http = await startHttp({
    port,
    log,
    health,
    async metrics() {
      await health();
      const { total, connected } = supervisor?.summary() ?? { total: 0, connected: 0 };
      metrics.set("voltura_channels", { state: "connected" }, connected);
      metrics.set("voltura_channels", { state: "not_connected" }, total - connected);
      metrics.setAll("voltura_sessions", countSessions(supervisor?.all() ?? []));
      if (total > 0) metrics.set("voltura_session_memory_bytes", {}, Math.round(process.memoryUsage.rss() / total));
      const events = await within(relayState(service), 2000).catch(() => undefined);
      if (events) {
        metrics.set("voltura_events_waiting", {}, events.waiting);
        metrics.set("voltura_events_dead", {}, events.dead);
        metrics.set("voltura_events_lag_seconds", {}, Math.round(events.lag_s));
      }
      metrics.set("voltura_up_seconds", {}, Math.round((Date.now() - startedAt) / 1000));
      return metrics.text();
    },
  });
  // Only now: the port is ours, so whoever ran under this name before is dead.
  let hasEntered = false;

  const lost = (channel: ChannelRef) => supervisor?.lost(channel);
  const sender = createSender({ log, sessionFor: (id) => supervisor?.sessionFor(id), onStale: lost });
  const acks = createAckTimes((seconds) => metrics.observe("voltura_ack_seconds", seconds));
  const setStatus: typeof sender.setStatus = (channel, id, receipt) => {
    if ("providerId" in receipt) acks.answered(receipt.providerId ?? id);
    return sender.setStatus(channel, id, receipt);
  };
  const events = createEvents({ record: createRecorder({ log }), setStatus, lost, metrics, log });

  const adapters: ChannelAdapter[] = [
    createBaileysAdapter({ events, log, config: () => baileysConfig(service) }),
    createCloudAdapter({ events, log }),
    ...(mode === "embedded" ? [createSimulatorAdapter({ sql: network, databaseUrl, events, log })] : []),
  ];
  type Claim<T> = (db: typeof service, runner: string, limit: number, channels: string[]) => Promise<T[]>;
  const onSendable =
    <T>(claim: Claim<T>) =>
    async (limit: number): Promise<T[]> => {
      const channels = supervisor?.sendable() ?? [];
      return channels.length > 0 ? claim(service, name, limit, channels) : [];
    };
  const outbound = startOutbound({
    claim: onSendable(claimOutbox),
    deliver: (claim) => sender.deliver(claim),
    onDone: ({ messageId, providerId }, change) => {
      metrics.add("voltura_outbound_total", { result: change.state === "retry" ? "again" : change.state });
      if (change.state === "written") acks.written(providerId ?? messageId);
    },
    log,
  });
  const media = startMedia({
    claim: onSendable(claimMedia),
    heldFor: (id) => supervisor?.sessionFor(id),
    lost,
    metrics,
    log: logger("media"),
  });
  const reads = startReads({
    claim: onSendable(claimReads),
    sessionFor: (id) => supervisor?.sessionFor(id),
    log,
  });
  const typing = createTyping({ sessionFor: (id) => supervisor?.sessionFor(id), log });
  const held = startSupervisor({
    async claim(limit) {
      if (!hasEntered) await enterRunner(service, name);
      hasEntered = true;
      return claimChannels(service, name, limit);
    },
    renew: () => renewChannels(service, name),
    release: (channels) => releaseChannels(service, name, channels),
    adapters,
    onConnected: () => {
      outbound.wake();
      media.wake();
      reads.wake();
    },
    log,
  });
  supervisor = held;
  const to = destination(env());
  const relay = to
    ? startRelay({
        service,
        name,
        to,
        log: logger("relay"),
        onResult: (result) => metrics.add("voltura_events_relayed_total", { result }),
      })
    : undefined;
  const listener = listen({
    url: databaseUrl,
    channels: [
      "voltura_outbox",
      "voltura_reads",
      "voltura_typing",
      "voltura_channels",
      "voltura_webhooks",
      "voltura",
      "voltura_events",
      "voltura_media",
    ],
    onNotify: (channel, payload) => {
      if (channel === "voltura_outbox") outbound.wake();
      else if (channel === "voltura_reads") reads.wake();
      else if (channel === "voltura_typing") void typing(payload);
      else if (channel === "voltura_media") media.wake();
      else if (channel === "voltura_events") relay?.wake();
      else if (channel === "voltura_channels") held.asked(payload);
      else if (channel === "voltura_webhooks") held.told(payload);
      // Added, paused, given up, set anew.
      else if (payload.includes('"channel_wish"')) held.asked("");
    },
    onReady: () => {
      isListening = true;
      outbound.wake();
      reads.wake();
      held.asked("");
    },
    onLost: () => {
      if (isListening) log.warn("database connection lost");
      isListening = false;
    },
  });

  concierge = await startConcierge({ signal: abort.signal, sql });
  const removals = startFileRemovals(service, logger("files"));
  const housekeeping = startHousekeeping({ sql, log: logger("housekeeping"), metrics, signal: abort.signal });

  return {
    async stop() {
      stopping = true;
      abort.abort();
      await Promise.all([
        Promise.all([outbound.stop(), reads.stop(), media.stop()]).then(() => held.close()),
        concierge?.stop(),
        housekeeping.stop(),
        removals.stop(),
        relay?.stop(),
      ]);
      await listener.stop();
      await Promise.all([http.close(), sql.end({ timeout: 2 }), network.end({ timeout: 2 })]);
      log.info("stopped");
    },
  };
}
