/** The life of one linked phone: link, connect, stay, come back. What follows from a close is in on-close.ts; here it is carried out. */
import type { BaileysEventMap, WAMessage } from "@whiskeysockets/baileys";
import type { Logger } from "pino";
import type { SystemDb } from "@/lib/db/clients";
import { openAuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { BoundedCache } from "@/wa-runner/adapters/baileys/cache";
import type { BaileysConfig } from "@/wa-runner/adapters/baileys/config";
import { type Connection, openConnection, type Patience } from "@/wa-runner/adapters/baileys/connection";
import { createFirstContacts } from "@/wa-runner/adapters/baileys/first-contacts";
import { tellHealth } from "@/wa-runner/adapters/baileys/health";
import { ownNumber, type Refusal } from "@/wa-runner/adapters/baileys/inbound";
import { jidOf } from "@/wa-runner/adapters/baileys/jid";
import { createContactLanes } from "@/wa-runner/adapters/baileys/lanes";
import { offerCode, offerQr, watchForPasskey } from "@/wa-runner/adapters/baileys/linking";
import { fetchFile } from "@/wa-runner/adapters/baileys/media";
import { openRef } from "@/wa-runner/adapters/baileys/media-ref";
import { backoffMs, onClose } from "@/wa-runner/adapters/baileys/on-close";
import { FIRST_CONTACT, STALE_DEVICES } from "@/wa-runner/adapters/baileys/receipts";
import { type OwnerRequest, takeRequest } from "@/wa-runner/adapters/baileys/requests";
import { sendAgain, sendMessage } from "@/wa-runner/adapters/baileys/send";
import { afterNoAnswer } from "@/wa-runner/adapters/baileys/silence";
import { newCaches } from "@/wa-runner/adapters/baileys/socket";
import { askForLock } from "@/wa-runner/adapters/baileys/time-lock";
import type {
  ChannelEvents,
  ChannelHealth,
  ChannelRef,
  ChannelSession,
  OutboundMessage,
  SendOutcome,
} from "@/wa-runner/ports";

const PATIENCE: Patience = {
  firstWordMs: 60_000,
  passkeyMs: 60_000,
  vigilMs: 5 * 60_000,
  probeMs: 30_000,
  now: Date.now,
};

export interface SessionOptions {
  channel: ChannelRef;
  db: SystemDb;
  events: ChannelEvents;
  config: () => Promise<BaileysConfig>;
  log: Logger;
  random?: () => number;
  patience?: Partial<Patience>;
}

type Linking = { method: "qr" | "code"; phone: string | null };

const STABLE_MS = 120_000;
/** Said until it is over: trying to connect is no news then. */
const WAITING = new Set<ChannelHealth["state"]>(["reconnecting", "quarantined", "replaced"]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");

function codeOf(error: unknown): number {
  const output = error instanceof Error && "output" in error ? error.output : undefined;
  const code = typeof output === "object" && output !== null && "statusCode" in output ? output.statusCode : 0;
  return typeof code === "number" ? code : 0;
}

export function openSession(options: SessionOptions): ChannelSession {
  const { channel, db, events, config, log, random = Math.random } = options;
  const patience = { ...PATIENCE, ...options.patience };
  const caches = newCaches();
  const firstContacts = createFirstContacts();
  const sentTwice = new BoundedCache(1000, 60 * 60_000);
  const lanes = createContactLanes(
    () => isOver,
    (error, tries) =>
      log.warn({ channel: channel.channelId, tries, err: error instanceof Error ? error.name : "" }, "inbound waits"),
  );
  const health = tellHealth(channel, events);
  let now: Connection | undefined;
  let linking: Linking | null = null;
  let generation = 0;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let stable: NodeJS.Timeout | undefined;
  let attempt = 0;
  let last = { code: 0, times: 0 };
  let refusedSince: number | null = null;
  const deafAt: number[] = [];

  function again(afterMs: number): void {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void start(), afterMs);
  }

  async function start(): Promise<void> {
    const mine = ++generation;
    const isOld = () => isOver || mine !== generation;
    try {
      const store = await openAuthStore(channel, db, () => end("abandon"));
      if (isOld()) return;
      if (!store.creds.account && !linking) return health.say(channel.address === null ? "new" : "logged_out");
      const settings = await config();
      if (isOld()) return;
      const connection: Connection = await openConnection({
        channel,
        events,
        db,
        store,
        caches,
        config: settings,
        patience,
        lanes,
        log,
        onRefused: (refusal) => refused(connection, refusal),
        onEvents: async (batch) => (isOld() ? undefined : heard(connection, batch)),
      });
      if (isOld()) return connection.end();
      now = connection;
      if (!WAITING.has(health.now().state)) health.say("starting");
      if (linking) watchForPasskey(connection.socket, patience.passkeyMs);
    } catch (error) {
      if (isOld()) return;
      log.warn({ channel: channel.channelId, err: nameOf(error) }, "keys not read");
      attempt += 1;
      again(backoffMs(attempt, random()));
    }
  }

  async function heard(connection: Connection, batch: Partial<BaileysEventMap>): Promise<void> {
    const update = batch["connection.update"];
    if (!update) return;
    if (update.qr) await offer(connection, update.qr);
    if (update.isNewLogin) {
      linking = null;
      events.onLink(channel, null);
    }
    if (update.connection === "open") await opened(connection);
    if (update.reachoutTimeLock) health.setLock(update.reachoutTimeLock);
    if (update.connection === "close") await closed(connection, update.lastDisconnect?.error);
  }

  async function offer(connection: Connection, qr: string): Promise<void> {
    if (!linking) return void connection.socket.end(undefined);
    connection.qrs += 1;
    if (linking.method === "qr") {
      events.onLink(channel, offerQr(qr, connection.qrs));
      health.say("qr");
    } else if (connection.qrs === 1) {
      events.onLink(channel, await offerCode(connection.socket, linking.phone ?? ""));
      health.say("pairing");
    }
  }

  async function opened(connection: Connection): Promise<void> {
    linking = null;
    refusedSince = null;
    clearTimeout(stable);
    stable = setTimeout(() => {
      attempt = 0;
      last = { code: 0, times: 0 };
    }, STABLE_MS);
    const address = ownNumber(connection.socket);
    health.sayOpen(address ? { address } : {});
    await connection.watch(() => deaf(connection));
  }

  /** A new connection is all that has ever helped. */
  function deaf(connection: Connection): void {
    if (isOver || connection !== now) return;
    const next = afterNoAnswer(deafAt, patience.now());
    deafAt.push(patience.now());
    log.warn({ channel: channel.channelId, next }, "hears nothing");
    if (next === "recycle") for (const cache of Object.values(caches)) cache.flushAll();
    end("drain");
    health.say("reconnecting", { reason: "deaf" });
    again(backoffMs(deafAt.length - 1, random()));
  }

  function refused({ socket, store }: Connection, { id, jid, code }: Refusal): boolean {
    if (code === FIRST_CONTACT) void askForLock(socket).then(health.setLock);
    if (code !== STALE_DEVICES || sentTwice.get(id)) return false;
    sentTwice.set(id, true);
    // What comes of it is told by its own answer, or by none.
    void sendAgain({ channel, db, socket, store }, jid, id).catch(() => undefined);
    return true;
  }

  async function closed(connection: Connection, error: unknown): Promise<void> {
    generation += 1;
    now = undefined;
    clearTimeout(stable);
    const code = codeOf(error);
    last = { code, times: last.code === code ? last.times + 1 : 0 };
    const isLinked = Boolean(connection.store.creds.account);
    const refusedForMs = refusedSince === null ? null : Date.now() - refusedSince;
    const verdict = onClose({ code, isLinked, attempt, sameCode: last.times, refusedForMs, random: random() });
    if (isLinked && ![408, 428, 515].includes(code)) refusedSince ??= Date.now();
    log.info(
      { channel: channel.channelId, code, attempt, next: verdict.next, state: verdict.state },
      "connection closed",
    );
    if (code !== 515) attempt += 1;
    if (verdict.next === "reconnect") {
      const reason = verdict.reason ? { reason: verdict.reason } : {};
      health.say(verdict.state, {
        ...reason,
        ...(verdict.afterMs > 0 ? { nextAt: new Date(Date.now() + verdict.afterMs) } : {}),
      });
      again(verdict.afterMs);
      return;
    }
    linking = null;
    events.onLink(channel, null);
    health.say(verdict.state, { reason: verdict.reason });
    // Keys that stay by mistake are refused again, and forgotten then.
    if (verdict.next === "forget") await connection.store.forget();
  }

  function end(how: "drain" | "abandon"): void {
    if (how === "abandon") {
      isOver = true;
      health.stop();
    }
    generation += 1;
    clearTimeout(timer);
    clearTimeout(stable);
    const connection = now;
    now = undefined;
    connection?.end();
  }

  async function carryOut(request: OwnerRequest): Promise<void> {
    const connection = now;
    const store = async () => connection?.store ?? openAuthStore(channel, db, () => end("abandon"));
    if (request.action === "unlink") {
      await connection?.socket.logout().catch(() => undefined);
      end("drain");
      await (await store()).forget();
      health.say("logged_out", { reason: "by_owner" });
      return;
    }
    end("drain");
    attempt = 0;
    last = { code: 0, times: 0 };
    refusedSince = null;
    if (request.action === "link") {
      linking = { method: request.method ?? "qr", phone: request.phone };
      await (await store()).forget();
    }
    health.say("starting");
    await start();
  }

  async function asked(): Promise<void> {
    if (isOver) return;
    try {
      const request = await takeRequest(db, channel);
      if (request && !isOver) await carryOut(request);
    } catch (error) {
      // Whatever goes wrong is this number's alone; the owner asks again.
      log.warn({ channel: channel.channelId, err: nameOf(error) }, "not asked");
    }
  }

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    const connection = now;
    if (!connection || !health.isOpen()) return { accepted: false, failure: "retry", reason: "send.channel_offline" };
    try {
      return await sendMessage(
        { channel, db, firstContacts, socket: connection.socket, store: connection.store },
        message,
      );
    } catch (error) {
      // The same id goes out again: whether this one did makes no difference to the other side.
      log.warn(
        { message: message.id, code: codeOf(error), err: error instanceof Error ? error.name : "" },
        "not written",
      );
      return { accepted: false, failure: "retry", reason: "send.network" };
    }
  }

  void start().then(asked);
  return {
    channel,
    send,
    health: health.now,
    asked,
    async fetchMedia(ref, name) {
      const connection = now;
      if (!connection || !health.isOpen()) throw new Error("not connected");
      const message = openRef(ref, connection.store.open);
      if (!message) return null;
      const reupload = (gone: WAMessage) => connection.socket.updateMediaMessage(gone);
      return fetchFile(message, name, { host: (await config()).mediaHost, reupload });
    },
    async markRead(to, providerId, earlier = []) {
      const remoteJid = jidOf(to);
      if (!remoteJid) return;
      await now?.socket.readMessages([...earlier, providerId].map((id) => ({ remoteJid, id, fromMe: false })));
    },
    async typing(to, _lastId, on) {
      const jid = jidOf(to);
      if (jid && health.isOpen()) await now?.socket.sendPresenceUpdate(on ? "composing" : "paused", jid);
    },
    async close(how = "drain") {
      if (how === "abandon") return end("abandon");
      const connection = now;
      await lanes.idle();
      await connection?.journal.flush().catch(() => undefined);
      end("abandon");
    },
  };
}
