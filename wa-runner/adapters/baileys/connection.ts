/** One connection of a linked phone with all that listens to it: the keys it reads, what it hears, whether it still hears anything. */
import { type BaileysEventMap, jidNormalizedUser, type WASocket } from "@whiskeysockets/baileys";
import type { Logger } from "pino";
import type { SystemDb } from "@/lib/db/clients";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import type { BaileysConfig } from "@/wa-runner/adapters/baileys/config";
import { createInbound, type InboundOptions } from "@/wa-runner/adapters/baileys/inbound";
import { createJournal, type Journal } from "@/wa-runner/adapters/baileys/journal";
import { sentBefore } from "@/wa-runner/adapters/baileys/send";
import { closeError, openSocket, type SessionCaches } from "@/wa-runner/adapters/baileys/socket";
import { keepHearing, readHearing, startVigil, type Vigil } from "@/wa-runner/adapters/baileys/vigil";

/** How long something may take before it is taken for lost; tests have less of it. */
export interface Patience {
  /** From a connection to WhatsApp's first word. */
  readonly firstWordMs: number;
  readonly passkeyMs: number;
  /** Between two looks whether the number is deaf, and for the answer to a probe. */
  readonly vigilMs: number;
  readonly probeMs: number;
  /** The clock of silences. */
  readonly now: () => number;
}

export interface ConnectionParts extends Omit<InboundOptions, "journal" | "socket" | "seal"> {
  db: SystemDb;
  store: AuthStore;
  caches: SessionCaches;
  config: BaileysConfig;
  patience: Patience;
  log: Logger;
  /** Events in their order, one batch after the other. */
  onEvents: (batch: Partial<BaileysEventMap>) => Promise<void>;
}

export interface Connection {
  readonly socket: WASocket;
  readonly store: AuthStore;
  readonly journal: Journal;
  /** Codes shown so far. */
  qrs: number;
  /** From when it is open. */
  watch(onDeaf: () => void): Promise<void>;
  end(): void;
}

/** What the owner finds in his own chat when his number has been silent for long. */
const PROBE = "Voltura: ujian sambungan / connection test ✓";

export async function openConnection(parts: ConnectionParts): Promise<Connection> {
  const { channel, db, store, caches, config, patience, log, onEvents } = parts;
  const journal = createJournal(store);
  const { id: me = "", lid = "" } = store.creds.me ?? {};
  const left = store.creds.account ? await journal.left({ id: me, lid }) : [];
  const socket = openSocket({
    store,
    journal,
    caches,
    config,
    getMessage: ({ id }) => sentBefore({ channel, db, store }, id ?? ""),
  });
  store.onUnavailable = () => void socket.end(closeError("keys not there", 428));
  const inbound = createInbound({ ...parts, journal, socket, seal: store.seal });
  inbound.recover(left);
  if (left.length > 0) log.info({ channel: channel.channelId, messages: left.length }, "recovered from the journal");

  let vigil: Vigil | undefined;
  const watchdog = setTimeout(() => void socket.end(closeError("no answer", 503)), patience.firstWordMs);

  async function hear(batch: Partial<BaileysEventMap>): Promise<void> {
    if (batch["creds.update"]) await store.saveCreds(batch["creds.update"]);
    const update = batch["connection.update"];
    if (update?.qr || update?.connection === "open" || update?.connection === "close") clearTimeout(watchdog);
    if (update?.connection === "close") vigil?.stop();
    inbound.heard(batch);
    await onEvents(batch);
  }
  let work: Promise<void> = Promise.resolve();
  socket.ev.process((batch) => {
    work = work
      .then(() => hear(batch))
      .catch((error: unknown) => {
        log.error({ channel: channel.channelId, err: error instanceof Error ? error.message : "unknown" }, "session");
        // Keys that could not be kept: what Baileys holds in memory is ahead of them.
        void socket.end(closeError("keys not kept", 428));
      });
  });

  return {
    socket,
    store,
    journal,
    qrs: 0,
    async watch(onDeaf) {
      vigil = startVigil({
        socket,
        hearing: await readHearing(store, patience.now()),
        probe: () => socket.sendMessage(jidNormalizedUser(socket.user?.id), { text: PROBE, linkPreview: null }),
        onDeaf,
        keep: (hearing) => keepHearing(store, hearing),
        now: patience.now,
        everyMs: patience.vigilMs,
        answerMs: patience.probeMs,
      });
    },
    end() {
      clearTimeout(watchdog);
      vigil?.stop();
      void socket.end(undefined);
    },
  };
}
