import { describe, expect, it } from "vitest";
import { connect } from "./client";
import { ALI, BEE, link, OTHER_SHOP, openChat, opened, SHOP, soon } from "./helpers";
import { text } from "./messages";

const chat = openChat();

describe("the shop writes", () => {
  it.each(["pn", "lid"] as const)(
    "by %s: read with the contact's keys, acknowledged, delivered, read",
    async (addressing) => {
      const message = await chat.client.socket.sendMessage(chat.jidOf(BEE, addressing), {
        text: `your phone is ready (${addressing})`,
      });
      const id = message?.key.id ?? "";
      expect(await chat.arrived(id)).toMatchObject({
        body: `your phone is ready (${addressing})`,
        to: chat.jidOf(BEE, addressing),
        person: chat.server.person(BEE),
        times: 1,
      });
      await soon(() => expect(chat.client.acks).toContain(id));
      const status = (value: number) =>
        soon(() =>
          expect([
            ...chat.client.updates.filter(({ key }) => key.id === id).map(({ update }) => update.status),
            ...chat.client.messages.filter(({ message }) => message.key.id === id).map(({ message }) => message.status),
          ]).toContain(value),
        );
      chat.server.receipt(SHOP, id, "delivered");
      await status(3);
      chat.server.receipt(SHOP, id, "read");
      await status(4);
      await soon(() => expect(chat.account.pendingCount).toBe(0));
    },
  );

  it("an answer, and the quote is there", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: text("how much?") });
    const quoted = await chat.received(id);
    const sent = await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "RM 50" }, { quoted });
    const entry = await chat.arrived(sent?.key.id ?? "");
    expect(entry.message.extendedTextMessage?.contextInfo?.stanzaId).toBe(id);
  });

  it("the same once more under its id: a resend, not another message", async () => {
    const sent = await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "once" });
    const id = sent?.key.id ?? "";
    await chat.arrived(id);
    await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "once" }, { messageId: id });
    await soon(() => expect(chat.account.sent.get(id)?.times).toBe(2));
    expect(chat.account.sentLog).toHaveLength(1);
  });

  it("and the contact's phone asks for it again", async () => {
    const sent = await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "again" });
    const id = sent?.key.id ?? "";
    const entry = await chat.arrived(id);
    chat.server.askAgain(SHOP, id);
    await soon(() => expect(entry.retries).toBe(1));
    expect(entry.times).toBe(1);
  });

  it("or after a reconnect: the client asks its keeper for the message", async () => {
    const sent = await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "long ago" });
    const entry = await chat.arrived(sent?.key.id);
    chat.client.end();
    const asked: string[] = [];
    chat.client = await opened(
      connect(chat.server, chat.identity, {
        getMessage: async ({ id }) => {
          asked.push(id ?? "");
          return id === entry.id ? entry.message : undefined;
        },
      }),
    );
    chat.server.askAgain(SHOP, entry.id);
    await soon(() => expect(entry).toMatchObject({ retries: 1, times: 1 }));
    expect(asked).toEqual([entry.id]);
  });

  it("phones that were changed ask by themselves, and can read it then", async () => {
    await chat.arrived((await chat.client.socket.sendMessage(chat.jidOf(BEE), { text: "old phones" }))?.key.id ?? "");
    chat.server.person(BEE).changePhone();
    chat.server.person(SHOP).changePhone();
    const sent = await chat.client.socket.sendMessage(chat.jidOf(BEE), { text: "new phones" });
    const entry = await chat.arrived(sent?.key.id ?? "");
    expect(entry.body).toBe("");
    await soon(() => expect(entry).toMatchObject({ body: "new phones", times: 1, retries: entry.retriesAsked }));
    expect(entry.retries).toBeGreaterThan(0);
  });

  it("asks who has WhatsApp", async () => {
    const answers = await chat.client.socket.onWhatsApp(`+${ALI}`, "+60100000000");
    expect(answers).toEqual([{ jid: chat.jidOf(ALI), exists: true }]);
  });

  it("and is refused: the code is in the update, nothing arrives", async () => {
    chat.account.nextSendErrors.push("479");
    const sent = await chat.client.socket.sendMessage(chat.jidOf(ALI), { text: "no" });
    const id = sent?.key.id ?? "";
    await soon(() => {
      const all = [
        ...chat.client.updates.filter(({ key }) => key.id === id).map(({ update }) => update),
        ...chat.client.messages.filter(({ message }) => message.key.id === id).map(({ message }) => message),
      ];
      expect(all.flatMap(({ messageStubParameters }) => messageStubParameters ?? [])).toContain("479");
    });
    expect(chat.account.sentLog).toEqual([]);
    expect(chat.account.refusals).toMatchObject([{ id, code: "479" }]);
  });
});

describe("one shop writes to another", () => {
  it("and both its phone and its linked device get it", async () => {
    const other = await link(chat.server, OTHER_SHOP);
    const sent = await chat.client.socket.sendMessage(chat.jidOf(OTHER_SHOP), { text: "any stock?" });
    const id = sent?.key.id ?? "";
    const got = await soon(() => {
      const found = other.client.messages.find(({ message }) => message.key.id === id);
      if (!found) throw new Error("not there yet");
      return found.message;
    });
    expect(got.message?.conversation ?? got.message?.extendedTextMessage?.text).toBe("any stock?");
    expect(got.key.fromMe).toBe(false);
    expect((await chat.arrived(id)).body).toBe("any stock?");
    await soon(() => expect(chat.server.account(OTHER_SHOP).pendingCount).toBe(0));
    other.client.end();
  });
});

describe("what is read", () => {
  it("is told to the contact", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: text("read me") });
    await chat.client.socket.readMessages([(await chat.received(id)).key]);
    await chat.settled(id, "read");
  });

  it("typing is seen", async () => {
    const seen: string[] = [];
    chat.server.world.on("typing", (_, person, state) => seen.push(`${person.name} ${state}`));
    await chat.client.socket.sendPresenceUpdate("composing", chat.jidOf(ALI));
    await soon(() => expect(seen).toEqual(["Ali composing"]));
  });
});
