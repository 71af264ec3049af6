/** What comes in keeps its order and keeps coming: cures for Baileys, whose own keys lie in memory and whose offline messages are few. */
import type { EventEmitter } from "node:events";
import { type BinaryNode, jidDecode, type WASocket } from "@whiskeysockets/baileys";

const EVENT = "CB:message";
const FLUSH_MS = 200;

/** Under both of a contact's addresses the same. */
export function contactOf({ attrs }: Pick<BinaryNode, "attrs">): string {
  const { from = "", sender_lid: lid } = attrs;
  return jidDecode(from.endsWith("lid") ? from : (lid ?? from))?.user ?? from;
}

/**
 * Baileys begins with each message as it comes, and looks its sender up before it waits for its turn: with keys in a database a
 * later message overtakes an earlier one. So a contact's next message is begun when the one before is done. What waited for the
 * connection ("offline") Baileys puts into a queue of its own, which live messages overtake: it is taken as if it were live.
 */
export function keepOrder(ws: EventEmitter): void {
  const handlers = ws.listeners(EVENT);
  ws.removeAllListeners(EVENT);
  const lanes = new Map<string, Promise<unknown>>();
  ws.on(EVENT, (stanza: BinaryNode) => {
    const contact = contactOf(stanza);
    const before = lanes.get(contact);
    const { offline: _, ...attrs } = stanza.attrs;
    const begin = () => Promise.allSettled(handlers.map((handle) => handle({ ...stanza, attrs })));
    const turn = before ? before.then(begin) : begin();
    lanes.set(contact, turn);
    void turn.finally(() => {
      if (lanes.get(contact) === turn) lanes.delete(contact);
    });
  });
}

/**
 * What waited while nobody was connected is held back until a timer lets it go, which Baileys forgets to set when an earlier one
 * found nothing to do: it then comes half a minute late. We let go all the time.
 */
export function keepFlowing(ev: Pick<WASocket["ev"], "flush" | "on">): void {
  const timer = setInterval(() => ev.flush(), FLUSH_MS);
  ev.on("connection.update", ({ connection }) => {
    if (connection === "close") clearInterval(timer);
  });
}
