import { normalizeMessageContent, proto, type WAMessage } from "@whiskeysockets/baileys";
import { describe, expect, it } from "vitest";
import { connect } from "./client";
import { ALI, BEE, openChat, opened, SHOP, soon } from "./helpers";
import {
  contact,
  edit,
  ephemeral,
  garbage,
  location,
  poll,
  reaction,
  reply,
  revoke,
  sticker,
  text,
  unknown,
  video,
  viewOnce,
  voice,
} from "./messages";

const chat = openChat();

describe("a contact writes", () => {
  it.each(["lid", "pn"] as const)("by %s, with the other address beside it", async (addressing) => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: text(`by ${addressing}`), addressing });
    const { key, message, pushName } = await chat.received(id);
    expect(message?.conversation).toBe(`by ${addressing}`);
    expect(key).toMatchObject({
      remoteJid: chat.jidOf(ALI, addressing),
      remoteJidAlt: chat.jidOf(ALI, addressing === "lid" ? "pn" : "lid"),
      addressingMode: addressing,
    });
    expect(pushName).toBe("Ali");
    await chat.settled(id);
    expect(chat.account.pendingCount).toBe(0);
  });

  it("reacts, answers, sends once to be seen and to vanish", async () => {
    const first = await chat.server.contactSends(BEE, SHOP, { message: text("hello") });
    const thread = chat.jidOf(BEE, "lid");
    const sent = [
      reaction("👍", { id: first.id, chat: thread, fromShop: false }),
      reply("yes", { id: first.id, by: thread, body: "hello" }),
      viewOnce(text("once")),
      ephemeral(text("soon gone")),
    ];
    const ids = await Promise.all(sent.map((message) => chat.server.contactSends(BEE, SHOP, { message })));
    const [react, answer, once, gone] = await Promise.all(ids.map(({ id }) => chat.received(id)));
    expect(react?.message?.reactionMessage?.text).toBe("👍");
    expect(answer?.message?.extendedTextMessage?.contextInfo?.stanzaId).toBe(first.id);
    expect(normalizeMessageContent(once?.message)?.conversation).toBe("once");
    expect(normalizeMessageContent(gone?.message)?.conversation).toBe("soon gone");
  });

  it("places, people, questions, voices, films and stickers", async () => {
    const file = (kind: "audio" | "video" | "sticker") => chat.server.media.put(kind, Buffer.from(kind));
    const sent: [proto.IMessage, keyof proto.IMessage][] = [
      [location(3.139, 101.6869, "KL Sentral"), "locationMessage"],
      [contact("Chong", "60112223333"), "contactMessage"],
      [poll("When?", ["Today", "Tomorrow"]), "pollCreationMessageV3"],
      [voice(file("audio")), "audioMessage"],
      [video(file("video"), "how it broke"), "videoMessage"],
      [sticker(file("sticker")), "stickerMessage"],
    ];
    for (const [message, field] of sent) {
      const { id } = await chat.server.contactSends(ALI, SHOP, { message });
      expect(Object.keys((await chat.received(id)).message ?? {})).toContain(field);
    }
  });

  it("and thinks better of it", async () => {
    const thread = chat.jidOf(ALI, "lid");
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: text("RM 50") });
    await chat.received(id);
    const changeOf = (check: (update: Partial<WAMessage>) => boolean) =>
      soon(() =>
        expect(chat.client.updates.filter(({ key, update }) => key.id === id && check(update))).toHaveLength(1),
      );
    await chat.server.contactSends(ALI, SHOP, { message: edit(id, thread, "RM 40") });
    await changeOf(({ message }) => message?.editedMessage?.message?.conversation === "RM 40");
    await chat.server.contactSends(ALI, SHOP, { message: revoke(id, thread) });
    await changeOf(({ messageStubType }) => messageStubType === proto.WebMessageInfo.StubType.REVOKE);
  });

  it("keeps its order", async () => {
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, at) => chat.server.contactSends(ALI, SHOP, { message: text(String(at)) })),
    );
    await chat.received(sent.at(-1)?.id ?? "");
    expect(chat.client.messages.map(({ message }) => message.message?.conversation)).toEqual(
      sent.map((_, at) => String(at)),
    );
  });

  it("with more people than the device left keys for: it is told, and brings more", async () => {
    const brought: number[] = [];
    const count = (_: unknown, keys: number) => brought.push(keys);
    chat.server.world.on("prekeys", count);
    const people = Array.from({ length: 12 }, (_, at) => `6013000${String(at).padStart(4, "0")}`);
    const sent = await Promise.all(
      people.map((pn) => chat.server.contactSends(pn, SHOP, { message: text(`from ${pn}`) })),
    );
    for (const { id } of sent) await chat.received(id);
    await soon(() => expect(brought.length).toBeGreaterThan(0));
    chat.server.world.off("prekeys", count);
  });

  it("a megabyte", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: text("x".repeat(1_000_000)) });
    expect((await chat.received(id)).message?.conversation).toHaveLength(1_000_000);
  });

  it("of a kind nobody knows", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: unknown() });
    await chat.received(id);
    await chat.settled(id);
  });

  it("something that is no message: the chat.client asks again, and gives up in the end", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, { message: garbage() });
    await chat.settled(id, "refused");
    await soon(() => expect(chat.account.pendingCount).toBe(0));
  });

  it("from a phone whose session the chat.client lost: asked again, it comes under the same id", async () => {
    await chat.settled((await chat.server.contactSends(ALI, SHOP, { message: text("before") })).id);
    const sessions = await chat.identity.keys.get("session", [`${chat.server.person(ALI).lid}_1.0`]);
    expect(Object.keys(sessions)).toHaveLength(1);
    await chat.client.socket.authState.keys.set({ session: { [`${chat.server.person(ALI).lid}_1.0`]: null } });
    const entry = await chat.server.contactSends(ALI, SHOP, { message: text("after") });
    await soon(() =>
      expect(
        chat.client.messages.filter(({ message }) => message.key.id === entry.id).at(-1)?.message.message?.conversation,
      ).toBe("after"),
    );
    expect(entry.retries).toBeGreaterThan(0);
    await chat.settled(entry.id);
  });

  it("without its content: the device asks the shop's phone for it", async () => {
    const { id } = await chat.server.contactSends(ALI, SHOP, {
      message: text("from the advertisement"),
      isUnavailable: true,
    });
    expect((await chat.received(id)).messageStubType).toBe(proto.WebMessageInfo.StubType.CIPHERTEXT);
    // The chat.client waits two seconds for it to come by itself.
    await soon(() => {
      const content = chat.client.messages.map(({ message }) => message).filter(({ key }) => key.id === id);
      expect(content.at(-1)?.message?.conversation).toBe("from the advertisement");
    });
  });

  it("the shop's own phone writes, and the device hears of it as its own", async () => {
    const { id } = await chat.server.phoneSends(SHOP, ALI, { message: text("from the counter") });
    const { key, message } = await chat.received(id);
    expect(key.fromMe).toBe(true);
    expect(key.remoteJid).toBe(chat.jidOf(ALI, "lid"));
    expect(message?.conversation).toBe("from the counter");
  });

  it("while the device is away: handed over as old when it is back, in order", async () => {
    chat.client.end();
    await soon(() => expect(chat.account.isOnline).toBe(false));
    const waiting: string[] = [];
    for (const body of ["one", "two", "three"]) {
      waiting.push((await chat.server.contactSends(BEE, SHOP, { message: text(body) })).id);
    }
    expect(chat.account.pendingCount).toBe(3);
    chat.client = await opened(connect(chat.server, chat.identity));
    await chat.received(waiting[2] ?? "");
    expect(chat.client.messages.map(({ message, type }) => [message.message?.conversation, type])).toEqual([
      ["one", "append"],
      ["two", "append"],
      ["three", "append"],
    ]);
    await soon(() => expect(chat.account.pendingCount).toBe(0));
  });
});

describe("history", () => {
  it("comes as such, with numbers and LIDs", async () => {
    await chat.server.history(SHOP, {
      chats: [{ with: BEE, messages: [{ id: "OLD1", at: Date.now() - 86_400_000, message: text("last week") }] }],
    });
    await soon(() => expect(chat.client.history).toHaveLength(1));
    expect(chat.client.history[0]?.messages.map(({ key }) => key.id)).toEqual(["OLD1"]);
    expect(await chat.client.socket.signalRepository.lidMapping.getPNForLID(chat.jidOf(BEE, "lid"))).toContain(BEE);
  });
});
