/** One connection to WhatsApp: Baileys, configured so that nothing is unbounded, nothing leaks, and nothing is fetched for others. */
import "@/wa-runner/adapters/baileys/quiet";
import { Browsers, makeWASocket, proto, type WAMessageKey, type WASocket } from "@whiskeysockets/baileys";
import pino from "pino";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { BoundedCache } from "@/wa-runner/adapters/baileys/cache";
import type { BaileysConfig } from "@/wa-runner/adapters/baileys/config";
import { keepFlowing, keepOrder } from "@/wa-runner/adapters/baileys/flow";
import { isContact } from "@/wa-runner/adapters/baileys/jid";
import type { Journal } from "@/wa-runner/adapters/baileys/journal";

/** Outlive a connection, not the process: a message that cannot be read is not asked for again for ever. */
export interface SessionCaches {
  readonly retries: BoundedCache;
  readonly devices: BoundedCache;
  readonly calls: BoundedCache;
  readonly placeholders: BoundedCache;
}

const MINUTE_MS = 60_000;
export const newCaches = (): SessionCaches => ({
  retries: new BoundedCache(1000, 60 * MINUTE_MS),
  devices: new BoundedCache(2000, 5 * MINUTE_MS),
  calls: new BoundedCache(200, 5 * MINUTE_MS),
  placeholders: new BoundedCache(500, 60 * MINUTE_MS),
});

interface SocketOptions {
  store: AuthStore;
  journal: Journal;
  caches: SessionCaches;
  config: BaileysConfig;
  getMessage: (key: WAMessageKey) => Promise<proto.IMessage | undefined>;
}

/** Its own log would hold numbers, codes and keys. */
const silent = pino({ level: "silent" });

/** What Baileys reads of an error it is ended with. */
export const closeError = (message: string, statusCode: number): Error =>
  Object.assign(new Error(message), { output: { statusCode } });

export function openSocket({ store, journal, caches, config, getMessage }: SocketOptions): WASocket {
  const socket = makeWASocket({
    auth: { creds: store.creds, keys: store.keys },
    logger: silent,
    browser: Browsers.ubuntu("Chrome"),
    ...(config.version ? { version: config.version } : {}),
    ...(config.webSocketUrl ? { waWebSocketUrl: config.webSocketUrl } : {}),
    connectTimeoutMs: 20_000,
    // The phone keeps its own notifications.
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    syncFullHistory: false,
    // All but the whole past: without the rest, names and LIDs are missing.
    shouldSyncHistoryMessage: ({ syncType }) => syncType !== proto.HistorySync.HistorySyncType.FULL,
    // The store tries again by itself.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    msgRetryCounterCache: caches.retries,
    userDevicesCache: caches.devices,
    callOfferCache: caches.calls,
    placeholderResendCache: caches.placeholders,
    shouldIgnoreJid: (jid) => !isContact(jid),
    makeSignalRepository: journal.makeSignalRepository,
    getMessage,
  });
  // Baileys hears of a refused upgrade and says nothing: the session would hang for ever.
  socket.ws.on("unexpected-response", () => void socket.end(closeError("upgrade refused", 503)));
  keepOrder(socket.ws);
  keepFlowing(socket.ev);
  socket.ws.on("CB:message", journal.arriving);
  return socket;
}
