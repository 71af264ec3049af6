/**
 * The keys of a linked phone, in Postgres: sealed row by row with a key of the number's own, written in one transaction per `set`
 * and only by the number's present holder, who is told when he is so no more: `onBroken`.
 */
import "@/wa-runner/adapters/baileys/quiet";
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { PostgrestError } from "@supabase/supabase-js";
import {
  type AuthenticationCreds,
  BufferJSON,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from "@whiskeysockets/baileys";
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import { openSecret, sealSecret } from "@/lib/secrets/box";
import type { Keyring } from "@/lib/secrets/keys";
import { setSecret, takeSecret } from "@/lib/secrets/vault";
import { BoundedCache } from "@/wa-runner/adapters/baileys/cache";
import { isStale } from "@/wa-runner/holding";
import type { ChannelRef } from "@/wa-runner/ports";

export interface AuthStore {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  /** Merges and writes all of them; one after the other, the last one whole. */
  saveCreds(update: Partial<AuthenticationCreds>): Promise<void>;
  /** Rows of a kind of ours, kept beside the keys; all of them without ids. */
  read(type: string, ids: string[] | null): Promise<Map<string, string>>;
  write(type: string, rows: Readonly<Record<string, string | null>>): Promise<void>;
  /** Every key, in one transaction. The store is of no use afterwards. */
  forget(): Promise<void>;
  /**
   * Called when a key could be neither read nor written, before Baileys hears of it: it would refuse the message it was reading, and
   * WhatsApp would drop it. Without the connection nothing is refused, and the message comes again.
   */
  onUnavailable: () => void;
  seal(what: string, text: string): string;
  open(what: string, sealed: string): string | null;
}

const STALE = "channel.stale";
const READ = "wa_auth_read";
const WRITE = "wa_auth_write";
/** Whether an error's words are those of a store that could not answer; Baileys hands on the words alone. */
export const isUnavailable = (words: string | undefined): boolean =>
  words !== undefined && [STALE, READ, WRITE].some((start) => words.startsWith(start));

const CACHED_ROWS = 3000;
const CACHED_MS = 30 * 60_000;
/** A database that restarts is waited for; one that is away for longer ends the connection. */
const PAUSES_MS = [100, 200, 400, 800, 1500];
const rows = z.record(z.string(), z.string());

async function dataKey(db: SystemDb, { tenantId, channelId }: ChannelRef): Promise<Keyring> {
  const place = { tenantId, kind: "wa_auth_key", ref: channelId };
  let found = await takeSecret(db, place);
  if (found.ok && found.value === null) {
    // Another holder may have made one at the same moment: the first stays.
    const made = await setSecret(db, place, randomBytes(32).toString("base64"), { replace: false });
    found = made.ok ? await takeSecret(db, place) : made;
  }
  if (!found.ok || found.value === null) throw new Error(`auth key: ${found.ok ? "none" : found.code}`);
  return { current: 1, keys: new Map([[1, Buffer.from(found.value, "base64")]]) };
}

const encode = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer);
const decode = (text: string): unknown => JSON.parse(text, BufferJSON.reviver);

export async function openAuthStore(
  channel: ChannelRef,
  db: SystemDb,
  onBroken: (error: Error) => void,
): Promise<AuthStore> {
  const ring = await dataKey(db, channel);
  const place = (type: string, id: string) => ({
    tenantId: channel.tenantId,
    kind: `wa:${type}`,
    ref: `${channel.channelId}:${id}`,
  });
  const cache = new BoundedCache(CACHED_ROWS, CACHED_MS);

  /** The answer, when there is one in time. What is asked may be asked again. */
  async function patiently<T>(
    what: string,
    ask: () => PromiseLike<{ data: T; error: PostgrestError | null }>,
  ): Promise<T> {
    for (const pause of [...PAUSES_MS, null]) {
      const { data, error } = await ask();
      if (!error) return data;
      if (isStale(error)) {
        const failure = new Error(STALE);
        onBroken(failure);
        throw failure;
      }
      if (pause === null) throw new Error(`${what} ${error.code ?? ""}`);
      await delay(pause);
    }
    throw new Error(what);
  }

  async function fetchRows(type: string, ids: string[] | null): Promise<Map<string, string>> {
    const data = await patiently(READ, () =>
      db.rpc("wa_auth_read", { p_channel: channel.channelId, p_type: type, ...(ids ? { p_ids: ids } : {}) }),
    );
    const found = new Map<string, string>();
    for (const [id, sealed] of Object.entries(rows.parse(data))) {
      const text = openSecret(ring, place(type, id), sealed);
      if (text === null) throw new Error(`a key of type ${type} does not open`);
      found.set(id, text);
    }
    return found;
  }

  async function read(type: string, ids: string[] | null): Promise<Map<string, string>> {
    if (!ids) return fetchRows(type, null);
    const found = new Map<string, string>();
    const missing: string[] = [];
    for (const id of ids) {
      const text = cache.get<string | null>(`${type} ${id}`);
      if (text === undefined) missing.push(id);
      else if (text !== null) found.set(id, text);
    }
    if (missing.length === 0) return found;
    const fetched = await fetchRows(type, missing);
    for (const id of missing) {
      const text = fetched.get(id);
      cache.set(`${type} ${id}`, text ?? null);
      if (text !== undefined) found.set(id, text);
    }
    return found;
  }

  async function write(changes: { type: string; id: string; text: string | null }[]): Promise<void> {
    if (changes.length === 0) return;
    const p_rows = changes.map(({ type, id, text }) => ({
      type,
      id,
      value: text === null ? null : sealSecret(ring, place(type, id), text),
    }));
    try {
      await patiently(WRITE, () => db.rpc("wa_auth_write", { p_channel: channel.channelId, p_rows }));
    } catch (error) {
      // What Baileys believes is now ahead of what is kept.
      cache.flushAll();
      throw error;
    }
    for (const { type, id, text } of changes) cache.set(`${type} ${id}`, text);
  }

  async function orClose<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      store.onUnavailable();
      throw error;
    }
  }

  const keys: SignalKeyStore = {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const [id, text] of await orClose(read(type, ids))) {
        const value = decode(text);
        // What was put in under this type comes out under it.
        found[id] = (
          type === "app-state-sync-key"
            ? proto.Message.AppStateSyncKeyData.fromObject(value as Record<string, unknown>)
            : value
        ) as SignalDataTypeMap[T];
      }
      return found;
    },
    set: (data: SignalDataSet) =>
      orClose(
        write(
          Object.entries(data).flatMap(([type, values]) =>
            Object.entries(values ?? {}).map(([id, value]) => ({
              type,
              id,
              text: value === null || value === undefined ? null : encode(value),
            })),
          ),
        ),
      ),
  };

  const stored = (await read("creds", ["creds"])).get("creds");
  let creds = stored ? (decode(stored) as AuthenticationCreds) : initAuthCreds();
  if (creds.me && !creds.account) {
    // An aborted pairing by code left half an identity: logging in with it is refused.
    await forget();
    creds = initAuthCreds();
  }

  async function forget(): Promise<void> {
    const { error } = await db.rpc("wa_auth_forget", { p_channel: channel.channelId });
    if (error) throw new Error(`wa_auth_forget ${error.code ?? ""}`);
    cache.flushAll();
  }

  let saving: Promise<void> = Promise.resolve();
  const store: AuthStore = {
    creds,
    onUnavailable: () => undefined,
    keys,
    saveCreds(update) {
      Object.assign(creds, update);
      saving = saving.catch(() => undefined).then(() => write([{ type: "creds", id: "creds", text: encode(creds) }]));
      return saving;
    },
    read: (type, ids) => orClose(read(type, ids)),
    write: (type, changes) => write(Object.entries(changes).map(([id, text]) => ({ type, id, text }))),
    forget,
    seal: (what, text) => sealSecret(ring, place("sent", what), text),
    open: (what, sealed) => openSecret(ring, place("sent", what), sealed),
  };
  return store;
}
