/** The unmodified Baileys client against a WhatsApp of our own, its keys and messages in the real database. */
import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import tls from "node:tls";
import { type BinaryNode, WA_CERT_DETAILS } from "@whiskeysockets/baileys";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openServiceSql } from "@/testing/db";
import type { ChannelSession } from "@/wa-runner/ports";
import { type LinkedPhone, makeLinkedPhone } from "@/wa-runner/testing/linked-phone";
import { eventually } from "@/wa-runner/testing/process";
import { image, reaction, revoke, text } from "@/wa-runner/testing/whatsapp-server/messages";
import { startWhatsAppServer, type WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";

const sql = openServiceSql();
const sessions: ChannelSession[] = [];
let whatsapp: WhatsAppServer;
let phone: LinkedPhone;
let digits: string;
let ali: string;

const newDigits = () => `6011${randomInt(10_000_000, 99_999_999)}`;
const kept = <T extends ChannelSession>(session: T): T => {
  sessions.push(session);
  return session;
};
const arrived = (count: number) =>
  eventually(`${count} messages`, async () => {
    const found = await phone.messages();
    const areWhole = found.every(({ payload }) => payload["media"] !== "pending");
    return found.length >= count && areWhole ? found : undefined;
  });

const trusted = tls.getCACertificates("default");

beforeAll(async () => {
  whatsapp = await startWhatsAppServer();
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(whatsapp.rootPublicKey, "hex");
  tls.setDefaultCACertificates([...trusted, whatsapp.certificate]);
});

afterAll(async () => {
  tls.setDefaultCACertificates(trusted);
  await whatsapp.close();
});

beforeEach(async () => {
  digits = newDigits();
  ali = newDigits();
  whatsapp.person(ali, "Ali");
  phone = await makeLinkedPhone(sql, whatsapp, digits);
});

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close("abandon");
  expect(whatsapp.faults).toEqual([]);
});

async function linked(): Promise<ChannelSession> {
  const session = kept(await phone.open());
  await phone.link(session);
  return session;
}

describe("linking", () => {
  it("shows a code that is scanned, restarts, and is connected under the number it learnt", async () => {
    const session = kept(await phone.open());
    await phone.reaches("new");
    await phone.request("link", "qr");
    await session.asked?.();
    const offer = await phone.offer();
    await phone.reaches("qr");
    await whatsapp.scan(offer, digits);
    await phone.reaches("connected");
    expect(await phone.channel()).toMatchObject({ address: `+${digits}`, state_reason: null });
    // What opened the account is nowhere any more.
    await eventually("the offer is gone", async () => {
      const [left] =
        await sql`select 1 from private.wa_links where channel_id = ${phone.channelId} and offer is not null`;
      return left ? undefined : true;
    });
  });

  it("gives a code to type", async () => {
    const session = kept(await phone.open());
    await phone.reaches("new");
    await phone.request("link", "code", `+${digits}`);
    await session.asked?.();
    const code = await phone.offer();
    await eventually("the phone was asked", async () => (whatsapp.waitingCodes.includes(digits) ? true : undefined));
    await whatsapp.enterCode(digits, code);
    await phone.reaches("connected");
  });

  it("begins anew after a code that nobody typed: half an identity would be refused for good", async () => {
    const first = kept(await phone.open());
    await phone.reaches("new");
    await phone.request("link", "code", `+${digits}`);
    await first.asked?.();
    await phone.offer();
    await eventually("the phone was asked", async () => (whatsapp.waitingCodes.includes(digits) ? true : undefined));
    const keys = () => sql`select 1 from private.wa_auth where channel_id = ${phone.channelId}`;
    await eventually("half of it is kept", async () => ((await keys()).length > 0 ? true : undefined));
    await first.close("drain");
    const second = kept(await phone.open());
    await eventually("it is gone", async () => ((await keys()).length === 0 ? true : undefined));
    await phone.link(second);
    await phone.reaches("connected");
  });

  it("comes back with the same keys in another process", async () => {
    const first = await linked();
    await first.close("drain");
    kept(await phone.open());
    await whatsapp.contactSends(ali, digits, { message: text("masih di sini?"), addressing: "lid" });
    expect((await arrived(1))[0]).toMatchObject({ body: "masih di sini?", author_kind: "customer" });
  });
});

describe("messages", () => {
  it("by LID and by number are one thread of one customer, with files, reactions and deletions", async () => {
    await linked();
    await whatsapp.contactSends(ali, digits, { message: text("salam"), addressing: "lid" });
    await arrived(1);
    const second = await whatsapp.contactSends(ali, digits, { message: text("ada orang?"), addressing: "pn" });
    await arrived(2);
    await whatsapp.contactSends(ali, digits, {
      message: reaction("👍", { id: second.id, chat: `${digits}@s.whatsapp.net`, fromShop: false }),
      addressing: "lid",
    });
    await whatsapp.contactSends(ali, digits, {
      message: revoke(second.id, `${digits}@s.whatsapp.net`),
      addressing: "lid",
    });
    const found = await arrived(3);
    expect(found.map(({ kind, body }) => [kind, body])).toEqual([
      ["text", "salam"],
      ["text", "ada orang?"],
      ["reaction", "👍"],
    ]);
    expect(new Set(found.map((row) => row.conversation_id)).size).toBe(1);
    await eventually("deleted", async () => ((await phone.messages())[1]?.revoked_at ? true : undefined));
    const [contact] = await sql`
      select k.phone from public.conversations as c join public.customer_contacts as k on k.customer_id = c.customer_id where c.id = ${found[0]?.conversation_id ?? ""}`;
    expect(contact).toEqual({ phone: `+${ali}` });
  });

  it("go out under their own id, are kept for whoever cannot read them, and get their ticks", async () => {
    const session = await linked();
    await whatsapp.contactSends(ali, digits, { message: text("berapa harga skrin?"), addressing: "lid" });
    const [asked] = await arrived(1);
    const message = await phone.says(asked?.conversation_id ?? "", "RM 250 siap pasang.");
    expect(message.providerId).toMatch(/^3EB0[0-9A-F]{18}$/);
    expect(await session.send(message)).toEqual({ accepted: true, stage: "written" });
    const status = () => phone.messages().then((all) => all.find(({ id }) => id === message.id)?.status);
    await eventually("accepted", async () => ((await status()) === "sent" ? true : undefined));
    whatsapp.receipt(digits, message.providerId, "delivered");
    await eventually("delivered", async () => ((await status()) === "delivered" ? true : undefined));
    whatsapp.receipt(digits, message.providerId, "read");
    await eventually("read", async () => ((await status()) === "read" ? true : undefined));

    // Later, in another process, the contact's phone cannot read it.
    await session.close("drain");
    kept(await phone.open());
    await phone.reaches("connected");
    whatsapp.askAgain(digits, message.providerId);
    await eventually("sent again", async () => {
      const sent = whatsapp.account(digits).sentLog.find(({ id }) => id === message.providerId);
      return sent && sent.retries > 0 ? true : undefined;
    });
    expect(whatsapp.account(digits).sentLog).toHaveLength(1);
  });

  it("that came while nobody was connected come in order, once", async () => {
    const session = await linked();
    await session.close("drain");
    for (const body of ["satu", "dua", "tiga"]) await whatsapp.contactSends(ali, digits, { message: text(body) });
    kept(await phone.open());
    expect((await arrived(3)).map(({ body }) => body)).toEqual(["satu", "dua", "tiga"]);
  });

  it("are not lost by a process that dies between opening and storing them", async () => {
    const first = await linked();
    await first.close("drain");
    const stuck = kept(await phone.open({ onMessage: () => new Promise(() => undefined) }));
    await phone.reaches("connected");
    const { id } = await whatsapp.contactSends(ali, digits, { message: text("jangan hilang"), addressing: "lid" });
    await eventually("WhatsApp believes it arrived", async () =>
      whatsapp.account(digits).inbound.get(id)?.state === "received" ? true : undefined,
    );
    await stuck.close("abandon");
    expect(await phone.messages()).toHaveLength(0);
    kept(await phone.open());
    expect((await arrived(1)).map(({ body }) => body)).toEqual(["jangan hilang"]);
    // Crossed out: the next start finds nothing to recover.
    await delay(500);
    const before = phone.log().split("recovered from the journal").length;
    kept(await phone.open());
    await phone.reaches("connected");
    expect(phone.log().split("recovered from the journal")).toHaveLength(before);
  });

  it("that open and are none are told once, and do not stay in the journal", async () => {
    await linked();
    const { id } = await whatsapp.contactSends(ali, digits, {
      message: Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
    });
    expect((await arrived(1)).map(({ kind }) => kind)).toEqual(["unsupported"]);
    // Its sender is asked for it five times, in vain.
    await eventually("it is refused for good", async () =>
      whatsapp.account(digits).inbound.get(id)?.state === "refused" ? true : undefined,
    );
    await delay(1000);
    const before = phone.log().split("recovered from the journal").length;
    kept(await phone.open());
    await phone.reaches("connected");
    await delay(300);
    expect(phone.log().split("recovered from the journal")).toHaveLength(before);
    expect(await phone.messages()).toHaveLength(1);
  });

  it("that come again because our receipt was lost are receipted again, and asked of nobody", async () => {
    await linked();
    const offered: BinaryNode[] = [];
    whatsapp.world.on("out", (stanza) => void (stanza.tag === "message" && offered.push(stanza)));
    const retries: string[] = [];
    whatsapp.world.on("retry", (_, { id }) => retries.push(id));
    for (const body of ["satu", "dua"]) await whatsapp.contactSends(ali, digits, { message: text(body) });
    await arrived(2);
    await delay(500);
    kept(await phone.open());
    await phone.reaches("connected");
    for (const stanza of [...offered]) whatsapp.push(digits, { ...stanza, attrs: { ...stanza.attrs, offline: "0" } });
    await whatsapp.contactSends(ali, digits, { message: text("tiga") });
    expect((await arrived(3)).map(({ body, kind }) => [body, kind])).toEqual([
      ["satu", "text"],
      ["dua", "text"],
      ["tiga", "text"],
    ]);
    expect(retries).toEqual([]);
  });

  it("bring their photo, or say that it cannot be had", async () => {
    await linked();
    const { default: sharp } = await import("sharp");
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#a33" } })
      .jpeg()
      .toBuffer();
    await whatsapp.contactSends(ali, digits, { message: image(whatsapp.media.put("image", bytes), "skrin retak") });
    await arrived(1);
    await whatsapp.contactSends(ali, digits, {
      message: image(whatsapp.media.put("image", bytes, { wrongHash: true }), "palsu"),
    });
    const found = await arrived(2);
    expect(found[0]).toMatchObject({ kind: "image", body: "skrin retak", media_mime: "image/jpeg" });
    expect(found[1]).toMatchObject({ kind: "unsupported", body: "palsu", media_mime: null });
    // A thumbnail as large as its sender likes, and an address that is none.
    const { imageMessage } = image(whatsapp.media.put("image", bytes), "besar");
    for (const odd of [{ jpegThumbnail: Buffer.alloc(300_000, 1) }, { directPath: `/${"x".repeat(200_000)}` }])
      await whatsapp.contactSends(ali, digits, { message: { imageMessage: { ...imageMessage, ...odd } } });
    expect((await arrived(4)).slice(2)).toMatchObject([
      { kind: "image", body: "besar", media_mime: "image/jpeg" },
      { kind: "unsupported", body: "besar", payload: { reason: "media.broken" } },
    ]);
    // Off the media host by now: the sender's phone is asked, which has one of the two.
    for (const fault of [{ status: 404 }, { status: 410, gone: true }])
      await whatsapp.contactSends(ali, digits, { message: image(whatsapp.media.put("image", bytes, fault), "lama") });
    expect((await arrived(6)).slice(4)).toMatchObject([
      { kind: "image", body: "lama", media_mime: "image/jpeg" },
      { kind: "unsupported", body: "lama", payload: { reason: "media.gone" } },
    ]);
  });

  it("that the shop sends from its phone are in the thread and start nothing", async () => {
    await linked();
    await whatsapp.contactSends(ali, digits, { message: text("boleh hari ini?") });
    const [asked] = await arrived(1);
    await whatsapp.phoneSends(digits, ali, { message: text("boleh, datang pukul 3") });
    const found = await arrived(2);
    expect(found[1]).toMatchObject({ direction: "out", author_kind: "phone", body: "boleh, datang pukul 3" });
    const turns =
      await sql`select message_id from public.concierge_turns where conversation_id = ${asked?.conversation_id ?? ""}`;
    expect(turns).toHaveLength(1);
  });
});

describe("when WhatsApp closes", () => {
  it.each([
    ["drop", "connected"],
    ["removed", "logged_out"],
    ["banned", "banned"],
    ["restart", "connected"],
    ["replaced", "replaced"],
  ] as const)("%s: %s", async (kind, state) => {
    await linked();
    whatsapp.kick(digits, kind);
    if (state === "connected") {
      await eventually("seen", async () => {
        const states =
          await sql`select state from public.channel_states where channel_id = ${phone.channelId} order by id`;
        return states.filter((row) => row["state"] === "connected").length >= 2 ? true : undefined;
      });
      return;
    }
    await phone.reaches(state);
    // Only a link that is gone for good is forgotten.
    await eventually("the keys", async () => {
      const [creds] = await sql`select 1 from private.wa_auth where channel_id = ${phone.channelId} and type = 'creds'`;
      return Boolean(creds) === (state !== "logged_out") ? true : undefined;
    });
  });
});

it("writes nothing for a number that another holds now", async () => {
  await linked();
  const states = () => sql`select count(*)::int as n from public.channel_states where channel_id = ${phone.channelId}`;
  const keys = () =>
    sql`select type, id, value from private.wa_auth where channel_id = ${phone.channelId} order by 1, 2`;
  await phone.hold();
  const before = [await states(), await keys()];
  await whatsapp.contactSends(ali, digits, { message: text("kepada siapa?") });
  await eventually("the old holder has let go", async () => (whatsapp.account(digits).isOnline ? undefined : true));
  expect([await states(), await keys()]).toEqual(before);
  expect(await phone.messages()).toHaveLength(0);
});
