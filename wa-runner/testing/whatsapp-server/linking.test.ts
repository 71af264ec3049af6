import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Client, connect, type Identity, newIdentity } from "./client";
import { link, opened, soon } from "./helpers";
import { keepLinks } from "./links";
import { text } from "./messages";
import { startWhatsAppServer, type WhatsAppServer } from "./server";

const SHOP = "60311112222";
const ALI = "60123456789";

let server: WhatsAppServer;
const clients: Client[] = [];

function open(identity: Identity): Client {
  const client = connect(server, identity);
  clients.push(client);
  return client;
}

beforeEach(async () => {
  server = await startWhatsAppServer();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await server.close();
  expect(server.faults).toEqual([]);
});

describe("linking a device", () => {
  it("shows a code, is scanned, restarts and is in", async () => {
    const identity = newIdentity();
    const first = open(identity);
    await soon(() => expect(first.qrs).toHaveLength(1));
    await server.scan(first.qrs[0] ?? "", SHOP);
    expect(await first.closed).toBe(515);
    const second = open(identity);
    await soon(() => expect(second.isOpen()).toBe(true));
    expect(identity.creds.me?.id).toBe(`${SHOP}:1@s.whatsapp.net`);
    expect(server.account(SHOP).isOnline).toBe(true);
  });

  it("is linked by a code typed into the phone", async () => {
    const identity = newIdentity();
    const first = open(identity);
    await soon(() => expect(first.qrs).toHaveLength(1));
    const code = await first.socket.requestPairingCode(SHOP);
    await soon(() => expect(server.waitingCodes).toEqual([SHOP]));
    await expect(server.enterCode(SHOP, code)).resolves.toBeDefined();
    expect(await first.closed).toBe(515);
    const second = open(identity);
    await soon(() => expect(second.isOpen()).toBe(true));
  });

  it("is not linked by another code", async () => {
    const first = open(newIdentity());
    await soon(() => expect(first.qrs).toHaveLength(1));
    await first.socket.requestPairingCode(SHOP, "AAAABBBB");
    await soon(() => expect(server.waitingCodes).toEqual([SHOP]));
    await expect(server.enterCode(SHOP, "AAAACCCC")).rejects.toThrow("wrong code");
    expect(server.world.accounts.size).toBe(0);
  });

  it("is told to go when it logs in with an identity that was only half made", async () => {
    const identity = newIdentity();
    const first = open(identity);
    await soon(() => expect(first.qrs).toHaveLength(1));
    await first.socket.requestPairingCode(SHOP);
    first.end();
    expect(await open(identity).closed).toBe(401);
  });

  it("ends in silence where the phone wants a passkey", async () => {
    server.person(SHOP).needsPasskey = true;
    const first = open(newIdentity());
    await soon(() => expect(first.qrs).toHaveLength(1));
    await expect(server.scan(first.qrs[0] ?? "", SHOP)).rejects.toThrow("passkey");
    expect(server.world.registrations.size).toBe(1);
  });

  it("takes several devices of one number, up to each its own", async () => {
    for (const _ of [1, 2]) {
      const identity = newIdentity();
      const first = open(identity);
      await soon(() => expect(first.qrs).toHaveLength(1));
      await server.scan(first.qrs[0] ?? "", SHOP);
      await first.closed;
      const second = open(identity);
      await soon(() => expect(second.isOpen()).toBe(true));
    }
    expect(server.account(SHOP).companions.size).toBe(2);
  });

  it("outlives the server, when told to: known again, messages go both ways", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "links-")), "links.json");
    keepLinks(server, file);
    const { client, identity } = await link(server, SHOP);
    server.person(ALI, "Ali");
    const send = (body: string) => server.contactSends(ALI, SHOP, { message: text(body) });
    const first = await send("before");
    await soon(() => expect(server.account(SHOP).inbound.get(first.id)?.state).toBe("received"));
    await client.socket.sendMessage(server.person(ALI).jid("pn"), { text: "hello" });
    client.end();
    await server.close();

    server = await startWhatsAppServer();
    keepLinks(server, file);
    server.person(ALI, "Ali");
    const again = await opened(open(identity));
    const second = await send("after");
    await soon(() => expect(server.account(SHOP).inbound.get(second.id)?.state).toBe("received"));
    // The contact's phone has lost its sessions with the server, and asks for what it cannot read.
    await again.socket.sendMessage(server.person(ALI).jid("pn"), { text: "hello again" });
    await soon(() => expect(server.account(SHOP).sentLog.map(({ body }) => body)).toEqual(["hello again"]));
    rmSync(path.dirname(file), { recursive: true });
  });
});
