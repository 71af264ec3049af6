import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Client, connect, type Identity, newIdentity } from "./client";
import type { Kick } from "./failures";
import { link, opened, soon } from "./helpers";
import { text } from "./messages";
import { startWhatsAppServer, type WhatsAppServer } from "./server";

const SHOP = "60311112222";
const ALI = "60123456789";
const STRANGER = "60177777777";

let server: WhatsAppServer;
let client: Client;
let identity: Identity;

beforeAll(async () => {
  server = await startWhatsAppServer();
  server.person(ALI, "Ali");
});

afterAll(() => server.close());

beforeEach(async () => {
  server.upgrades = "accept";
  server.world.minimumVersion = 0;
  const account = server.world.accountOf(server.person(SHOP));
  account.loginFailure = null;
  account.acknowledges = true;
  account.isDeaf = false;
  account.timeLockUntil = null;
  account.sent.clear();
  if (account.companions.size === 0) ({ client, identity } = await link(server, SHOP));
  else client = await opened(connect(server, identity));
});

afterEach(() => {
  client.end();
  expect(server.faults).toEqual([]);
});

/** What the client says when it tries to log in now. */
async function relogin(config: Parameters<typeof connect>[2] = {}): Promise<number> {
  client.end();
  return connect(server, identity, config).closed;
}

describe("how a connection ends, and what the client makes of it", () => {
  const ends: [Kick, number][] = [
    ["drop", 428],
    ["end", 428],
    ["replaced", 440],
    ["removed", 401],
    ["banned", 403],
    ["restart", 515],
    ["unavailable", 503],
    ["malformed", 500],
  ];
  it.each(ends)("%s: %i", async (kind, code) => {
    server.kick(SHOP, kind);
    expect(await client.closed).toBe(code);
  });

  it.each(["401", "402", "403", "405", "406", "409", "411", "503"])("at login: %s", async (code) => {
    server.account(SHOP).loginFailure = code;
    expect(await relogin()).toBe(Number(code));
  });

  it("a version that is too old: 405", async () => {
    server.world.minimumVersion = 2_000_000_000;
    expect(await relogin()).toBe(405);
  });

  it("removed on the phone: gone for good", async () => {
    server.kick(SHOP, "removed");
    await client.closed;
    expect(await relogin()).toBe(401);
  });

  it("two processes with one session: the first is told 440", async () => {
    const second = await opened(connect(server, identity));
    expect(await client.closed).toBe(440);
    second.end();
  });

  it("nothing is answered any more: 408", async () => {
    client.end();
    client = await opened(connect(server, identity, { keepAliveIntervalMs: 50 }));
    server.kick(SHOP, "silent");
    // The client waits five seconds beyond its interval, and that is not ours to change.
    expect(await client.closed).toBe(408);
  }, 10_000);

  it("a handshake nobody answers, an upgrade nobody answers: 408", async () => {
    server.upgrades = "mute";
    expect(await relogin({ connectTimeoutMs: 200 })).toBe(408);
    server.upgrades = "hang";
    expect(await relogin({ connectTimeoutMs: 200 })).toBe(408);
  });

  it("an upgrade refused by HTTP says nothing at all, unless it is listened for", async () => {
    client.end();
    server.upgrades = 503;
    const deaf = connect(server, identity);
    expect(await Promise.race([deaf.closed, delay(300, "silence")])).toBe("silence");
    deaf.end();
    const listening = connect(server, identity);
    listening.socket.ws.on("unexpected-response", () => {
      void listening.socket.end(Object.assign(new Error("refused"), { output: { statusCode: 503 } }));
    });
    expect(await listening.closed).toBe(503);
  });

  it("codes nobody scans: 408 when the last has gone", async () => {
    const unlinked = connect(server, newIdentity(), { qrTimeout: 10 });
    expect(await unlinked.closed).toBe(408);
    expect(unlinked.qrs).toHaveLength(6);
  });

  it("the owner logs out here: unlinked there", async () => {
    await client.socket.logout();
    await soon(() => expect(server.account(SHOP).companions.size).toBe(0));
  });
});

describe("in the middle of a send", () => {
  const send = (id: string) =>
    client.socket.sendMessage(server.person(ALI).jid("pn"), { text: "mid" }, { messageId: id }).catch(() => undefined);

  it.each(["before", "after"] as const)("the network breaks %s the message arrived", async (when) => {
    const account = server.account(SHOP);
    account.dropOnSend = when;
    await send("3EB0000000000000000001");
    expect(await client.closed).toBe(428);
    expect(account.sentLog).toHaveLength(when === "before" ? 0 : 1);
    client = await opened(connect(server, identity));
    await send("3EB0000000000000000001");
    await soon(() => expect(account.sentLog.map(({ times }) => times)).toEqual([when === "before" ? 1 : 2]));
    await soon(() => expect(client.acks).toEqual(["3EB0000000000000000001"]));
  });

  it("it arrives, and nobody says so", async () => {
    const account = server.account(SHOP);
    account.acknowledges = false;
    await send("3EB0000000000000000002");
    await soon(() => expect(account.sentLog).toHaveLength(1));
    await delay(50);
    expect(client.acks).toEqual([]);
  });
});

describe("restrictions", () => {
  it("463, and until when no chat may be started", async () => {
    const account = server.account(SHOP);
    account.timeLockUntil = new Date(Date.now() + 3_600_000);
    const lock = await client.socket.fetchAccountReachoutTimelock();
    expect(lock.isActive).toBe(true);
    expect(lock.timeEnforcementEnds?.getTime()).toBe(Math.floor(account.timeLockUntil.getTime() / 1000) * 1000);
  });

  it("the device is told of it; who has written may be answered, others may not be written to", async () => {
    const told: unknown[] = [];
    client.socket.ev.on("connection.update", ({ reachoutTimeLock }) => {
      if (reachoutTimeLock) told.push(reachoutTimeLock.isActive);
    });
    server.restrict(SHOP, new Date(Date.now() + 60_000));
    await soon(() => expect(told).toEqual([true]));
    server.person(STRANGER);
    await client.socket.sendMessage(server.person(STRANGER).jid("pn"), { text: "buy!" });
    await soon(() => expect(server.account(SHOP).refusals.at(-1)?.code).toBe("463"));
    await server.contactSends(ALI, SHOP, { message: text("hi") });
    await client.socket.sendMessage(server.person(ALI).jid("pn"), { text: "hello" });
    await soon(() => expect(server.account(SHOP).sentLog.map(({ body }) => body)).toEqual(["hello"]));
    server.restrict(SHOP, null);
    await soon(() => expect(told).toEqual([true, false]));
  });

  it("a deaf session: pings are answered, nothing comes in, and the next login has it all", async () => {
    const account = server.account(SHOP);
    account.isDeaf = true;
    const { id } = await server.contactSends(ALI, SHOP, { message: text("hello?") });
    await delay(50);
    expect(client.messages.map(({ message }) => message.key.id)).not.toContain(id);
    expect(
      await client.socket.query({ tag: "iq", attrs: { to: "@s.whatsapp.net", type: "get", xmlns: "w:p" } }),
    ).toBeDefined();
    account.isDeaf = false;
    client.end();
    client = await opened(connect(server, identity));
    await soon(() => expect(client.messages.map(({ message }) => message.key.id)).toContain(id));
  });

  it("a message to the own number has an echo, unless the session is deaf", async () => {
    const sent = await client.socket.sendMessage(server.person(SHOP).jid("pn"), { text: "probe" });
    // In an update, or folded into the client's own word of the message when it comes at once.
    await soon(() => {
      const updates = client.updates.filter(({ key }) => key.id === sent?.key.id).map(({ update }) => update.status);
      const own = client.messages.filter(({ message }) => message.key.id === sent?.key.id);
      expect([...updates, ...own.map(({ message }) => message.status)]).toContain(2);
    });
  });
});
