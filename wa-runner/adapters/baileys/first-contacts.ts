/**
 * Whether there is anybody to write to, asked before the first message and seldom: writing to numbers that are not on WhatsApp,
 * and asking for many of them, is what spammers are known by. The answers are kept with the number's keys, under a hash.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";

const TYPE = "on-whatsapp";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const THERE_MS = 30 * DAY_MS;
/** Somebody who gets WhatsApp can be written to the day after. */
const NOT_THERE_MS = DAY_MS;
const PER_MINUTE = 10;
const MAX_WAITING = 5000;

const answer = z.object({ isThere: z.boolean(), at: z.number() });

export type Found = { readonly isThere: boolean } | { readonly askAfter: Date };

export interface FirstContacts {
  /** Rejects when WhatsApp does not answer. */
  find(jid: string, store: Pick<AuthStore, "read" | "write">, ask: (jid: string) => Promise<boolean>): Promise<Found>;
}

const nameOf = (jid: string): string => createHash("sha256").update(jid).digest("base64url");

/** One for a number, whatever its connections: they share what may be asked in a minute. */
export function createFirstContacts(now: () => number = Date.now): FirstContacts {
  /** When the latest ones were or will be asked, in order. */
  let turns: number[] = [];
  const waiting = new Map<string, number>();

  function turnOf(jid: string): number {
    const mine = waiting.get(jid);
    if (mine !== undefined) return mine;
    const [oldest = 0] = turns.length < PER_MINUTE ? [] : turns;
    const turn = Math.max(now(), oldest + MINUTE_MS);
    turns = [...turns, turn].slice(-PER_MINUTE);
    // Whose message was taken back never comes for his turn.
    if (waiting.size >= MAX_WAITING) waiting.clear();
    waiting.set(jid, turn);
    return turn;
  }

  return {
    async find(jid, store, ask) {
      const name = nameOf(jid);
      const text = (await store.read(TYPE, [name])).get(name);
      const known = text === undefined ? undefined : answer.parse(JSON.parse(text));
      if (known && now() - known.at < (known.isThere ? THERE_MS : NOT_THERE_MS)) return { isThere: known.isThere };
      const turn = turnOf(jid);
      if (turn > now()) return { askAfter: new Date(turn) };
      waiting.delete(jid);
      const isThere = await ask(jid);
      await store.write(TYPE, { [name]: JSON.stringify({ isThere, at: now() }) });
      return { isThere };
    },
  };
}
