/** A linked, open client, for tests of the server. */
import type { WAMessage } from "@whiskeysockets/baileys";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import type { Account, SentEntry } from "./account";
import { type Client, connect, type Identity, newIdentity } from "./client";
import { startWhatsAppServer, type WhatsAppServer } from "./server";

export const SHOP = "60311112222";
export const OTHER_SHOP = "60322223333";
export const ALI = "60123456789";
export const BEE = "60198765432";

/** Other tests share the machine: what comes soon may take a while. */
export function soon<T>(check: () => T | Promise<T>, timeoutMs = 5000): Promise<T> {
  return vi.waitFor(check, { timeout: timeoutMs, interval: 5 });
}

export async function opened(client: Client): Promise<Client> {
  await soon(() => {
    if (!client.isOpen()) throw new Error("not open yet");
  });
  return client;
}

/** Links a new device to the number, and goes through the restart. */
export async function link(
  server: WhatsAppServer,
  pn: string,
  config: Parameters<typeof connect>[2] = {},
): Promise<{ client: Client; identity: Identity }> {
  const identity = newIdentity();
  const first = connect(server, identity, config);
  const qr = await soon(() => {
    const [shown] = first.qrs;
    if (!shown) throw new Error("no code yet");
    return shown;
  });
  await server.scan(qr, pn);
  await first.closed;
  return { client: await opened(connect(server, identity, config)), identity };
}

export interface Chat {
  readonly server: WhatsAppServer;
  client: Client;
  readonly identity: Identity;
  readonly account: Account;
  jidOf(pn: string, addressing?: "lid" | "pn"): string;
  /** The client has the message. */
  received(id: string): Promise<WAMessage>;
  /** The server knows that it does. */
  settled(id: string, state?: string): Promise<void>;
  /** The contact has the shop's. */
  arrived(id: string | null | undefined): Promise<SentEntry>;
}

/** A shop with a linked client and two contacts, for all tests of a file. */
export function openChat(): Chat {
  const parts: { server?: WhatsAppServer; client?: Client; identity?: Identity } = {};
  function part<K extends keyof typeof parts>(name: K): NonNullable<(typeof parts)[K]> {
    const value = parts[name];
    if (!value) throw new Error("not before the tests begin");
    return value;
  }

  const chat: Chat = {
    get server() {
      return part("server");
    },
    get client() {
      return part("client");
    },
    set client(client: Client) {
      parts.client = client;
    },
    get identity() {
      return part("identity");
    },
    get account() {
      return part("server").account(SHOP);
    },
    jidOf: (pn, addressing = "pn") => part("server").person(pn).jid(addressing),
    received: (id) =>
      soon(() => {
        const found = part("client").messages.find(({ message }) => message.key.id === id);
        if (!found) throw new Error("not there yet");
        return found.message;
      }),
    settled: (id, state = "received") => soon(() => expect(chat.account.inbound.get(id)?.state).toBe(state)),
    arrived: (id) =>
      soon(() => {
        const entry = chat.account.sent.get(id ?? "");
        if (!entry) throw new Error("not there yet");
        return entry;
      }),
  };

  beforeAll(async () => {
    const server = await startWhatsAppServer();
    server.person(ALI, "Ali");
    server.person(BEE, "Bee");
    Object.assign(parts, { server, ...(await link(server, SHOP)) });
  });

  beforeEach(async () => {
    await soon(() => expect(chat.account.pendingCount).toBe(0));
    chat.account.sent.clear();
    chat.account.inbound.clear();
    const { messages, updates, acks } = chat.client;
    for (const list of [messages, updates, acks]) list.length = 0;
  });

  afterEach(() => expect(chat.server.faults).toEqual([]));

  afterAll(async () => {
    parts.client?.end();
    await parts.server?.close();
  });

  return chat;
}
