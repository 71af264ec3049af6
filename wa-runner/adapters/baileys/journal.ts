/**
 * Between the moment a message is decrypted and the moment it is in the database lies a gap: Baileys tells WhatsApp "I have it",
 * and the key that opened it is spent. Who is killed there has lost it. So what was decrypted is written down, sealed, in the very
 * transaction that spends the key, and crossed out when the message is stored. What stands there at the next start is stored then.
 *
 * What is crossed out stays there for a while without its words: WhatsApp offers a message again when our "I have it" was lost with
 * the connection. Its key is spent, so Baileys would ask the sender for it anew, and he would begin a new session for nothing.
 */
import { createHash } from "node:crypto";
import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  decodeMessageNode,
  proto,
  type SignalDataSet,
  type SocketConfig,
  unpadRandomMax16,
  type WAMessage,
  writeRandomPadMax16,
} from "@whiskeysockets/baileys";
import { z } from "zod";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { BoundedCache } from "@/wa-runner/adapters/baileys/cache";

const TYPE = "journal";
const FLUSH_MS = 250;
/** Crossed out: no `plain`. */
const entry = z.object({ attrs: z.record(z.string(), z.string()), plain: z.string().optional(), at: z.number() });
const KEEP_CROSSED = 200;
/** A message of a kind that is no message (map-message.ts), for whoever opens what was stored before. */
const NOTHING = writeRandomPadMax16(proto.Message.encode({ keepInChatMessage: {} }).finish());
const now = (): number => performance.timeOrigin + performance.now();

/** Not everything that opens is a message. It is told as one that cannot be read, like any other. */
function messageOf(plain: string): proto.IMessage | null {
  try {
    const said = proto.Message.decode(unpadRandomMax16(Buffer.from(plain, "base64")));
    return said.deviceSentMessage?.message ?? said;
  } catch {
    return null;
  }
}

const hashOf = (ciphertext: Uint8Array): string => createHash("sha256").update(ciphertext).digest("base64url");

export interface Journal {
  makeSignalRepository: SocketConfig["makeSignalRepository"];
  /** Sees each stanza before Baileys does: which message a ciphertext belongs to. */
  arriving(stanza: BinaryNode): void;
  /** The message is in the database, or needs not be. */
  stored(messageId: string): void;
  /** What was decrypted and never stored. */
  left(me: { id: string; lid: string }): Promise<WAMessage[]>;
  flush(): Promise<void>;
}

export function createJournal(store: AuthStore): Journal {
  const arrived = new BoundedCache(2000, 10 * 60_000);
  const byMessage = new Map<string, Set<string>>();
  let crossed: Record<string, string | null> = {};
  /** Oldest first. */
  const kept: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const remember = (id: string, hash: string) => {
    byMessage.set(id, (byMessage.get(id) ?? new Set()).add(hash));
  };

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const rows = crossed;
    crossed = {};
    if (Object.keys(rows).length === 0) return;
    try {
      await store.write(TYPE, rows);
    } catch (error) {
      crossed = { ...rows, ...crossed };
      throw error;
    }
  }

  return {
    makeSignalRepository(auth, logger, pnToLid) {
      const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
      return {
        ...repository,
        async decryptMessage(sealed) {
          const attrs = arrived.get<Record<string, string>>(hashOf(sealed.ciphertext));
          // What other devices of the shop tell each other is no message.
          const id = attrs?.["id"];
          if (!id || attrs["category"] === "peer") return repository.decryptMessage(sealed);
          const hash = hashOf(sealed.ciphertext);
          const before = (await store.read(TYPE, [hash])).get(hash);
          // Offered again after we had opened it: its key is spent, and what it said stands here.
          if (before) {
            remember(id, hash);
            const { plain } = entry.parse(JSON.parse(before));
            return plain === undefined ? NOTHING : Buffer.from(plain, "base64");
          }
          if (!("transaction" in auth.keys)) throw new Error("keys without transactions");
          const { keys } = auth;
          const plain = await keys.transaction(async () => {
            const plain = await repository.decryptMessage(sealed);
            const row = {
              attrs,
              plain: Buffer.from(plain).toString("base64"),
              at: now(),
            };
            const data: SignalDataSet = {};
            await keys.set(Object.assign(data, { [TYPE]: { [hash]: row } }));
            return plain;
          }, sealed.jid);
          // Only what was opened, and is known to be written down, is crossed out later: what could not be opened may come again.
          remember(id, hash);
          return plain;
        },
      };
    },
    arriving(stanza) {
      if (!Array.isArray(stanza.content)) return;
      for (const { tag, content } of stanza.content)
        if (tag === "enc" && content instanceof Uint8Array) arrived.set(hashOf(content), stanza.attrs);
    },
    stored(messageId) {
      for (const hash of byMessage.get(messageId) ?? []) {
        crossed[hash] = JSON.stringify({ attrs: {}, at: now() });
        kept.push(hash);
      }
      for (const hash of kept.splice(0, Math.max(0, kept.length - KEEP_CROSSED))) crossed[hash] = null;
      byMessage.delete(messageId);
      timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_MS);
    },
    async left(me) {
      const messages: WAMessage[] = [];
      const rows = [...(await store.read(TYPE, null))].map(([hash, text]) => ({
        hash,
        ...entry.parse(JSON.parse(text)),
      }));
      // As they were opened: WhatsApp's own times are whole seconds.
      for (const { hash, attrs, plain } of rows.sort((a, b) => a.at - b.at)) {
        if (plain === undefined) {
          kept.push(hash);
          continue;
        }
        const { fullMessage } = decodeMessageNode({ tag: "message", attrs }, me.id, me.lid);
        const said = messageOf(plain);
        if (said) fullMessage.message = said;
        else fullMessage.messageStubType = proto.WebMessageInfo.StubType.CIPHERTEXT;
        remember(attrs["id"] ?? "", hash);
        messages.push(fullMessage);
      }
      return messages;
    },
    flush,
  };
}
