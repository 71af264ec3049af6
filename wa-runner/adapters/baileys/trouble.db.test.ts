/** Every way in which WhatsApp makes life hard for a linked phone, and what the shop is told of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openServiceSql } from "@/testing/db";
import type { Patience } from "@/wa-runner/adapters/baileys/connection";
import { type LinkedPhone, makeLinkedPhone, newDigits, trust } from "@/wa-runner/testing/linked-phone";
import { eventually } from "@/wa-runner/testing/process";
import { text } from "@/wa-runner/testing/whatsapp-server/messages";
import { startWhatsAppServer, type WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";

type Session = Awaited<ReturnType<LinkedPhone["run"]>>;

const HOUR_MS = 3_600_000;
const sql = openServiceSql();
let whatsapp: WhatsAppServer;
let shop: LinkedPhone;
let session: Session;
let digits: string;
let ali: string;

beforeAll(async () => {
  whatsapp = await startWhatsAppServer();
  trust(whatsapp);
});

beforeEach(async () => {
  digits = newDigits();
  ali = newDigits();
  whatsapp.person(ali, "Ali");
  shop = await makeLinkedPhone(sql, whatsapp, digits);
});

afterEach(async () => {
  whatsapp.upgrades = "accept";
  await session.close("abandon");
  expect(whatsapp.faults).toEqual([]);
  expect(shop.log()).not.toContain(digits);
});

afterAll(() => whatsapp.close());

async function linked(patience?: Partial<Patience>): Promise<void> {
  session = await shop.run(patience);
  await shop.link(session);
}
const account = () => whatsapp.account(digits);
const states = async () =>
  (
    await sql<
      { state: string }[]
    >`select state from public.channel_states where channel_id = ${shop.channelId} order by id`
  ).map(({ state }) => state);
const hasKeys = async () =>
  (await sql`select 1 from private.wa_auth where channel_id = ${shop.channelId} and type = 'session'`).length > 0;
const sent = (id: string) => account().sentLog.find((entry) => entry.id === id);
/** Has WhatsApp, and has not written. */
function stranger(): Promise<string> {
  const contact = newDigits();
  whatsapp.person(contact);
  return shop.threadWith(contact);
}
/** Wrote once, and may be answered. */
async function customer(): Promise<string> {
  await whatsapp.contactSends(ali, digits, { message: text("salam") });
  const [message] = await shop.arrived(ali, 1);
  return message?.conversation_id ?? "";
}

describe("at the log-in WhatsApp says", () => {
  it.each([
    ["401", "logged_out", "logged_out", false],
    ["402", "banned", "banned_for_now", true],
    ["403", "banned", "banned", true],
    ["405", "version_blocked", "version", true],
    ["406", "banned", "banned_for_now", true],
    ["409", "reconnecting", "whatsapp_away", true],
    ["411", "logged_out", "multidevice", false],
    ["503", "reconnecting", "whatsapp_away", true],
  ])("%s: the number is %s (%s), its keys are kept: %s", async (code, state, reason, keepsKeys) => {
    await linked();
    await customer();
    account().loginFailure = code;
    whatsapp.kick(digits, "drop");
    await eventually("it is said", async () => {
      const row = await shop.channel();
      return row?.state === state && row.state_reason === reason ? true : undefined;
    });
    await eventually("the keys", async () => ((await hasKeys()) === keepsKeys ? true : undefined));
  });

  it("nothing at all, to a refused connection: the number tries again", async () => {
    await linked();
    whatsapp.upgrades = 503;
    whatsapp.kick(digits, "drop");
    await eventually("it is said", async () => {
      const row = await shop.channel();
      return row?.state_reason === "whatsapp_away" && row.next_attempt_at ? true : undefined;
    });
    whatsapp.upgrades = "accept";
    await shop.reaches("connected");
  });

  it("nothing for so long that it is taken for lost", async () => {
    whatsapp.upgrades = "mute";
    session = await shop.run({ firstWordMs: 300 });
    await shop.request("link", "qr");
    await session.asked?.();
    await shop.reaches("starting");
    whatsapp.upgrades = "accept";
    expect(await shop.offer()).toContain("http");
  });
});

it("a code that is taken by an account with a passkey: nothing follows, and the owner is told why", async () => {
  whatsapp.person(digits).needsPasskey = true;
  session = await shop.run({ passkeyMs: 300 });
  await shop.request("link", "code", `+${digits}`);
  await session.asked?.();
  const code = await shop.offer();
  await expect(whatsapp.enterCode(digits, code)).rejects.toThrow("passkey");
  await eventually("it is said", async () => {
    const row = await shop.channel();
    return row?.state === "qr_expired" && row.state_reason === "passkey" ? true : undefined;
  });
});

describe("in the middle of it WhatsApp", () => {
  it.each(["drop", "end", "restart", "malformed", "unavailable"] as const)(
    "closes (%s): it comes back, and misses nothing",
    async (kind) => {
      await linked();
      whatsapp.kick(digits, kind);
      await whatsapp.contactSends(ali, digits, { message: text("masih di sini?") });
      expect((await shop.arrived(ali, 1))[0]).toMatchObject({ body: "masih di sini?" });
      await shop.reaches("connected");
      expect(await states()).toContain(kind === "restart" ? "starting" : "reconnecting");
    },
  );

  it("breaks the line while a message goes out: it is sent once more under the same id, and is one", async () => {
    await linked();
    const conversation = await customer();
    for (const when of ["before", "after"] as const) {
      account().dropOnSend = when;
      const message = await shop.send(conversation, `putus ${when}`);
      // What is on the wire without an answer waits 45 seconds for it.
      await eventually("the line is back", async () => (account().dropOnSend === null ? true : undefined));
      await sql`update public.wa_outbox set claimed_until = now() - interval '1 second', next_at = now() where message_id = ${message.id}`;
      await eventually("it is there", async () => {
        await sql`update public.wa_outbox set claimed_until = now() - interval '1 second' where message_id = ${message.id} and state = 'written'`;
        return (await shop.messages()).find(({ id }) => id === message.id)?.status === "sent" ? true : undefined;
      });
      expect(sent(message.providerId)?.body).toBe(`putus ${when}`);
    }
    expect(account().sentLog).toHaveLength(2);
  });

  it("lets the number start no chats: these wait, who has written is answered, and the end is told", async () => {
    await linked();
    const conversation = await customer();
    whatsapp.restrict(digits, new Date(Date.now() + HOUR_MS));
    await eventually("it is told", async () => {
      const row = await shop.channel();
      return row?.state === "degraded" && row.state_reason === "time_lock" && row.first_contacts_after
        ? true
        : undefined;
    });
    const first = await shop.send(await stranger(), "promosi");
    await shop.becomes(await shop.send(conversation, "jawapan"), "sent");
    expect(sent(first.providerId)).toBeUndefined();
    // After a new connection too.
    whatsapp.kick(digits, "drop");
    await eventually("it is told again", async () =>
      (await states()).filter((state) => state === "degraded").length > 1 ? true : undefined,
    );
    whatsapp.restrict(digits, null);
    await shop.becomes(first, "sent");
    await shop.reaches("connected");
  });

  it("refuses one new chat (463) without having said so: it is asked until when, and nothing is tried again", async () => {
    await linked();
    account().timeLockUntil = new Date(Date.now() + HOUR_MS);
    const first = await shop.send(await stranger(), "promosi");
    expect(await shop.becomes(first, "failed")).toMatchObject({ error: "send.first_contact" });
    await shop.reaches("degraded");
    const until = (await shop.channel())?.first_contacts_after?.getTime() ?? 0;
    expect(Math.abs(until - Date.now() - HOUR_MS)).toBeLessThan(60_000);
    expect(account().refusals).toHaveLength(1);
  });

  it("refuses one message (463) of a number that is not locked: only that message fails", async () => {
    await linked();
    const conversation = await customer();
    account().nextSendErrors.push("463");
    expect(await shop.becomes(await shop.send(conversation, "satu"), "failed")).toMatchObject({
      error: "send.first_contact",
    });
    await shop.becomes(await shop.send(conversation, "dua"), "sent");
    expect((await shop.channel())?.state).toBe("connected");
  });

  it("finds the contact's devices out of date (479): they are looked up and it is sent once more, once", async () => {
    await linked();
    const conversation = await customer();
    account().nextSendErrors.push("479");
    const first = await shop.send(conversation, "satu");
    await shop.becomes(first, "sent");
    expect(sent(first.providerId)?.body).toBe("satu");
    account().nextSendErrors.push("479", "479");
    expect(await shop.becomes(await shop.send(conversation, "dua"), "failed")).toMatchObject({ error: "send.refused" });
    expect(account().nextSendErrors).toEqual([]);
  });
});

describe("somebody who is not on WhatsApp", () => {
  it("is asked for once, gets nothing, and his message says so", async () => {
    await linked();
    const nobody = newDigits();
    whatsapp.person(nobody).isOnWhatsApp = false;
    const conversation = await shop.threadWith(nobody);
    expect(await shop.becomes(await shop.send(conversation, "satu"), "failed")).toMatchObject({
      error: "send.not_on_whatsapp",
    });
    expect(await shop.becomes(await shop.send(conversation, "dua"), "failed")).toMatchObject({
      error: "send.not_on_whatsapp",
    });
    expect(account().sentLog).toHaveLength(0);
    const [kept] =
      await sql`select count(*)::int as n from private.wa_auth where channel_id = ${shop.channelId} and type = 'on-whatsapp'`;
    expect(kept).toEqual({ n: 1 });
  });
});

describe("a number that hears nothing", () => {
  it("writes to itself, and connects anew when even that is not heard: what it missed comes", async () => {
    let nowMs = Date.UTC(2026, 10, 23, 2);
    await linked({ vigilMs: 40, probeMs: 300, now: () => nowMs });
    await customer();
    // Two days of silence, and its own phone answers: the shop is quiet, the line is not.
    nowMs += 48 * HOUR_MS;
    const own = whatsapp.person(digits);
    const probes = () => account().sentLog.filter((entry) => entry.person === own).length;
    await eventually("a probe", async () => (probes() === 1 ? true : undefined));
    await whatsapp.contactSends(ali, digits, { message: text("ada") });
    await shop.arrived(ali, 2);
    expect(await states()).not.toContain("reconnecting");

    account().isDeaf = true;
    await whatsapp.contactSends(ali, digits, { message: text("tidak didengar") });
    nowMs += 48 * HOUR_MS;
    await eventually("the next probe", async () => (probes() === 2 ? true : undefined));
    account().isDeaf = false;
    expect((await shop.arrived(ali, 3))[2]).toMatchObject({ body: "tidak didengar" });
    expect(
      await sql`select 1 from public.channel_states where channel_id = ${shop.channelId} and reason = 'deaf'`,
    ).toHaveLength(1);
    await shop.reaches("connected");
    // What a number writes to itself is no customer's thread.
    expect(await shop.messages()).toHaveLength(3);
  });
});
