/** What customers and the shop write to each other: the real client, the real database, WhatsApp's own protocol. */
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";
import { type LinkedPhone, makeLinkedPhone, newDigits, trust } from "@/wa-runner/testing/linked-phone";
import { eventually } from "@/wa-runner/testing/process";
import {
  contact,
  document,
  edit,
  ephemeral,
  garbage,
  image,
  location,
  poll,
  reaction,
  reply,
  revoke,
  text,
  unknown,
  viewOnce,
  voice,
} from "@/wa-runner/testing/whatsapp-server/messages";
import { startWhatsAppServer, type WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";

const sql = openServiceSql();
let whatsapp: WhatsAppServer;
let shop: LinkedPhone;
let digits: string;
let session: Awaited<ReturnType<LinkedPhone["run"]>>;

beforeAll(async () => {
  whatsapp = await startWhatsAppServer();
  trust(whatsapp);
  digits = newDigits();
  shop = await makeLinkedPhone(sql, whatsapp, digits);
  session = await shop.run();
  await shop.link(session);
});

afterAll(async () => {
  await session.close();
  await whatsapp.close();
  expect(whatsapp.faults).toEqual([]);
  expect(shop.log()).not.toMatch(/6011\d{6}|rahsia|BEGIN:VCARD/);
});

const account = () => whatsapp.account(digits);
const sent = (id: string) =>
  eventually("WhatsApp has it", async () => account().sentLog.find((entry) => entry.id === id));

it("shows the customer that an answer is being written, and takes it back", async () => {
  const phone = newDigits();
  const person = whatsapp.person(phone, "Aina");
  await whatsapp.contactSends(phone, digits, { message: text("Ada orang?") });
  await shop.arrived(phone, 1);
  const seen: string[] = [];
  whatsapp.world.on("typing", (_, who, state) => {
    if (who === person) seen.push(state);
  });
  for (const on of [true, false]) await session.typing?.({ kind: "phone", value: `+${phone}` }, null, on);
  await eventually("typing, and no more", async () => (`${seen}` === "composing,paused" ? true : undefined));
});

describe("what a customer writes", () => {
  it.each(["lid", "pn"] as const)(
    "arrives once and in order, addressed by %s, under the phone WhatsApp told",
    async (addressing) => {
      const phone = newDigits();
      whatsapp.person(phone, "Aina");
      for (let n = 0; n < 5; n += 1)
        await whatsapp.contactSends(phone, digits, { message: text(`rahsia ${n}`), addressing });
      const rows = await shop.arrived(phone, 5);
      expect(rows.map(({ body }) => body)).toEqual([0, 1, 2, 3, 4].map((n) => `rahsia ${n}`));
      const names =
        await sql`select kind, value from public.customer_identities as i where tenant_id = ${shop.shop.tenantId}
      and customer_id = (select m.customer_id from public.messages as m where m.id = ${rows[0]?.id ?? ""}) order by kind`;
      expect([...names]).toEqual([
        { kind: "lid", value: whatsapp.person(phone).lid },
        { kind: "phone", value: `+${phone}` },
      ]);
      await eventually("the second tick", async () =>
        [...account().inbound.values()].every(({ state }) => state === "received") ? true : undefined,
      );
    },
  );

  it("stays one thread when the addressing changes in the middle, and a LID is never taken for a phone", async () => {
    const phone = newDigits();
    await whatsapp.contactSends(phone, digits, { message: text("satu"), addressing: "lid", hidesOther: true });
    const [first] = await shop.arrived(phone, 1);
    const [customer] =
      await sql`select k.phone from public.customer_contacts as k join public.messages as m on m.customer_id = k.customer_id where m.id = ${first?.id ?? ""}`;
    expect(customer?.["phone"] ?? null).toBeNull();
    await whatsapp.contactSends(phone, digits, { message: text("dua"), addressing: "pn" });
    await whatsapp.contactSends(phone, digits, { message: text("tiga"), addressing: "lid" });
    const rows = await shop.arrived(phone, 3);
    expect(rows.map(({ body }) => body)).toEqual(["satu", "dua", "tiga"]);
    const threads =
      await sql`select distinct m.conversation_id from public.messages as m where m.id = any (${rows.map(({ id }) => id)})`;
    expect(threads).toHaveLength(1);
  });

  it("may be a photo, a voice note, a document, a place, a card, a poll", async () => {
    const phone = newDigits();
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#a33" } })
      .jpeg()
      .toBuffer();
    const ogg = Buffer.alloc(200);
    ogg.write("OggS", 0);
    ogg.write("OpusHead", 28);
    const pdf = Buffer.from("%PDF-1.7\n%%EOF\n");
    const letters = [
      image(whatsapp.media.put("image", photo), "skrin"),
      voice(whatsapp.media.put("audio", ogg)),
      document(whatsapp.media.put("document", pdf), "resit.pdf"),
      location(3.139, 101.6869, "KLCC"),
      contact("Abu", "60123456789"),
      poll("Bila?", ["Pagi", "Petang"]),
      viewOnce(image(whatsapp.media.put("image", photo), "sekali")),
      ephemeral(text("hilang nanti")),
    ];
    for (const message of letters) await whatsapp.contactSends(phone, digits, { message });
    const rows = await shop.arrived(phone, letters.length);
    expect(rows.map(({ kind, body, media_mime }) => [kind, body, media_mime])).toEqual([
      ["image", "skrin", "image/jpeg"],
      ["audio", "", "audio/ogg"],
      ["document", "", "application/pdf"],
      ["location", expect.stringContaining("3.139,101.6869"), null],
      ["contact", "Abu +60123456789", null],
      ["poll", "Bila?\n• Pagi\n• Petang", null],
      ["image", "sekali", "image/jpeg"],
      ["text", "hilang nanti", null],
    ]);
    expect(rows.slice(3, 6).map(({ payload }) => payload)).toEqual([
      { latitude: 3.139, longitude: 101.6869, name: "KLCC" },
      { contacts: [{ name: "Abu", phones: ["+60123456789"] }] },
      { question: "Bila?", options: ["Pagi", "Petang"], several: false },
    ]);
  });

  it("to be seen once on a phone is told, though a linked device gets nothing of it", async () => {
    const phone = newDigits();
    await whatsapp.contactSends(phone, digits, { message: text("rahsia"), isViewOnce: true });
    await whatsapp.contactSends(phone, digits, { message: text("dah tengok?") });
    const rows = await shop.arrived(phone, 2);
    expect(rows.map(({ kind, payload, body }) => [kind, payload["reason"], body])).toEqual([
      ["unsupported", "message.view_once", ""],
      ["text", undefined, "dah tengok?"],
    ]);
  });

  it("keeps reactions, replies, edits and deletions with the message they are of", async () => {
    const phone = newDigits();
    const asked = await whatsapp.contactSends(phone, digits, { message: text("berapa?") });
    const [question] = await shop.arrived(phone, 1);
    const conversation = await shop.threadWith(phone);
    const answer = await shop.send(conversation, "RM 120", { replyTo: question?.id ?? "" });
    await sent(answer.providerId);
    const chat = whatsapp.person(phone).jid("lid");
    const by = whatsapp.person(digits).jid("lid");
    await whatsapp.contactSends(phone, digits, {
      message: reaction("👍", { id: answer.providerId, chat, fromShop: true }),
    });
    await whatsapp.contactSends(phone, digits, { message: reply("ok", { id: answer.providerId, by, body: "RM 120" }) });
    await whatsapp.contactSends(phone, digits, { message: edit(asked.id, chat, "berapa semuanya?") });
    const rows = await shop.arrived(phone, 3);
    expect(rows[1]).toMatchObject({ kind: "reaction", body: "👍", reply_to: answer.id });
    expect(rows[2]).toMatchObject({ kind: "text", body: "ok", reply_to: answer.id });
    await eventually("the edit", async () =>
      (await shop.thread(phone))[0]?.edited_body === "berapa semuanya?" ? true : undefined,
    );
    await whatsapp.contactSends(phone, digits, { message: revoke(asked.id, chat) });
    await eventually("the deletion", async () => (await shop.thread(phone))[0]?.revoked_at ?? undefined);
    expect(await shop.thread(phone)).toHaveLength(3);
  });

  it("gets the shop's reaction once under the message it is of, and sees it taken back", async () => {
    const phone = newDigits();
    const asked = await whatsapp.contactSends(phone, digits, { message: text("dah siap, terima kasih") });
    const [question] = await shop.arrived(phone, 1);
    const press = (emoji: string, key: string) =>
      call(sql, shop.shop.owner, "react", { message_id: question?.id, key, emoji });
    const key = crypto.randomUUID();
    await press("👍", key);
    await press("👍", key);
    const reactions = () =>
      account().sentLog.flatMap(({ message, times }) =>
        message.reactionMessage?.key?.id === asked.id
          ? [{ text: message.reactionMessage.text ?? "", fromMe: message.reactionMessage.key.fromMe ?? false, times }]
          : [],
      );
    await eventually("the reaction", async () => (reactions().length === 1 ? true : undefined));
    await press("", crypto.randomUUID());
    await eventually("it is taken back", async () => (reactions().length === 2 ? true : undefined));
    // Seen from the shop, the customer's message is not its own.
    expect(reactions()).toEqual([
      { text: "👍", fromMe: false, times: 1 },
      { text: "", fromMe: false, times: 1 },
    ]);
  });

  it("turns blue on his phone when staff have read it, each message once, and not while the number is away", async () => {
    const phone = newDigits();
    const reads: string[] = [];
    whatsapp.world.on("read", (_account, { id }) => reads.push(id));
    const first = await whatsapp.contactSends(phone, digits, { message: text("satu") });
    const second = await whatsapp.contactSends(phone, digits, { message: text("dua") });
    const [row] = await shop.arrived(phone, 2);
    const read = () =>
      actAs(
        sql,
        shop.shop.owner,
        (tx) => tx`select public.update_conversation(${row?.conversation_id ?? ""}, '{"read": true}')`,
      );
    await read();
    await read();
    await eventually("both are read", async () => (reads.length >= 2 ? true : undefined));
    await delay(500);
    expect(reads.toSorted()).toEqual([first.id, second.id].toSorted());

    // Away: nothing is told, and nothing is lost for it.
    await session.close();
    await whatsapp.contactSends(phone, digits, { message: text("tiga") });
    await read();
    await delay(300);
    session = await shop.run();
    const rows = await shop.arrived(phone, 3);
    expect(reads).toHaveLength(2);
    await read();
    await eventually("the third is read", async () => (reads.length >= 3 ? true : undefined));
    expect(reads[2]).toBe(rows[2]?.provider_id);
    await shop.reaches("connected");
  });

  it("is told even when it cannot be shown: an unknown kind, no message at all, a megabyte of text", async () => {
    const phone = newDigits();
    await whatsapp.contactSends(phone, digits, { message: unknown() });
    await whatsapp.contactSends(phone, digits, { message: garbage() });
    await whatsapp.contactSends(phone, digits, { message: text("x".repeat(2 ** 20)) });
    await whatsapp.contactSends(phone, digits, { message: text("masih di sini") });
    const rows = await eventually("the last of them", async () => {
      const all = await shop.thread(phone);
      return all.some(({ body }) => body === "masih di sini") ? all : undefined;
    });
    expect(rows.at(-2)?.body).toBe("x".repeat(8000));
  });

  it("is stored once, however often WhatsApp sends it", async () => {
    const phone = newDigits();
    const letter = { message: text("sekali sahaja"), id: "3AABCDEF0123456789" };
    for (let again = 0; again < 3; again += 1) await whatsapp.contactSends(phone, digits, letter);
    await whatsapp.contactSends(phone, digits, { message: text("penanda") });
    expect((await shop.arrived(phone, 2)).map(({ body }) => body)).toEqual(["sekali sahaja", "penanda"]);
  });

  it("waits at WhatsApp while no runner is there, and comes in order", async () => {
    const phone = newDigits();
    await session.close();
    for (const body of ["ada orang?", "helo", "?"]) await whatsapp.contactSends(phone, digits, { message: text(body) });
    expect(account().pendingCount).toBeGreaterThanOrEqual(3);
    session = await shop.run();
    expect((await shop.arrived(phone, 3)).map(({ body }) => body)).toEqual(["ada orang?", "helo", "?"]);
    await shop.reaches("connected");
  });

  it("brings what was there before as history: without files, unread marks and automation", async () => {
    const phone = newDigits();
    const day = 86_400_000;
    await whatsapp.history(digits, {
      chats: [
        {
          with: phone,
          messages: [
            { message: text("dahulu"), at: Date.now() - 3 * day },
            { message: text("kami jawab"), at: Date.now() - 2 * day, fromMe: true },
            { message: text("terlalu lama"), at: Date.now() - 400 * day },
          ],
        },
      ],
    });
    const rows = await shop.arrived(phone, 2);
    expect(rows.map(({ body, is_history, author_kind }) => [body, is_history, author_kind]).toSorted()).toEqual([
      ["dahulu", true, "customer"],
      ["kami jawab", true, "phone"],
    ]);
    const [thread] = await sql`select unread, status from public.conversations where id =
      (select m.conversation_id from public.messages as m where m.id = ${rows[0]?.id ?? ""})`;
    expect(thread).toMatchObject({ unread: 0 });
  });
});

describe("what the shop's own phone writes", () => {
  it("is in the thread as the phone's, and nobody answers it", async () => {
    const phone = newDigits();
    await whatsapp.contactSends(phone, digits, { message: text("salam") });
    await shop.arrived(phone, 1);
    await whatsapp.phoneSends(digits, phone, { message: text("wsalam, dari telefon") });
    const rows = await shop.arrived(phone, 2);
    expect(rows[1]).toMatchObject({ body: "wsalam, dari telefon", author_kind: "phone" });
    const turns = await sql`select 1 from public.concierge_turns where message_id = ${rows[1]?.id ?? ""}`;
    expect(turns).toHaveLength(0);
  });
});
