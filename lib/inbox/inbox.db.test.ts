/** Guarantees of the inbox, through the functions the screens call, as people of two shops. */
import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { getDashboard } from "@/lib/home/queries";
import type { InboxView } from "@/lib/inbox/kinds";
import { awayEffect, numbersInTrouble } from "@/lib/inbox/numbers";
import { conversationOfCustomer, getThread, listAssignees, listConversations } from "@/lib/inbox/queries";
import { addNote, react, reply } from "@/lib/inbox/reply";
import { deleteCannedReply, saveCannedReply, setConciergeMode } from "@/lib/inbox/save-canned";
import { decideDraft, retryMessage, updateConversation } from "@/lib/inbox/update-conversation";
import { call, conciergeOf, runnerOf } from "@/lib/repairs/test-desk";
import { openServiceSql } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let other: TestShop;
let branch: string;
const channels = new Map<string, string>();

const newPhone = () => `+6011${randomInt(10_000_000, 99_999_999)}`;
const recorded = z.object({ message_id: z.uuid(), conversation_id: z.uuid() });

async function receives(of: TestShop, outlet: string, phone: string, body: string, name = "Siti Rahmah binti Omar") {
  const answer = await call(sql, runnerOf(of.tenantId), "record_inbound_message", {
    channel_id: channels.get(outlet),
    provider_id: crypto.randomUUID(),
    sender: { kind: "phone", value: phone, name },
    kind: "text",
    body,
  });
  return recorded.parse(answer);
}

const list = (of: Parameters<typeof userDbAs>[0], view: InboxView = "open", q = "", outletId: string | null = null) =>
  listConversations(userDbAs(of), { view, q, outletId, limit: 100 });
const idsOf = async (...args: Parameters<typeof list>) => (await list(...args)).rows.map((row) => row.id);

async function threadOf(of: Parameters<typeof userDbAs>[0], id: string) {
  const thread = await getThread(userDbAs(of), id);
  if (!thread) throw new Error("the thread is not to be seen");
  return thread;
}

async function drafts(conversationId: string, body: string): Promise<string> {
  const [turn] = await sql<{ id: string }[]>`
    select id from public.concierge_turns where conversation_id = ${conversationId} and state = 'queued' order by created_at desc limit 1`;
  const answer = await call(sql, conciergeOf(shop.tenantId), "finish_turn", {
    turn_id: turn?.id,
    outcome: "draft",
    intent: "hours_address",
    engine: "rules",
    body,
    cites: [{ table: "outlets", id: shop.outletId, label: "Waktu buka" }],
  });
  return z.object({ message_id: z.uuid() }).parse(answer).message_id;
}

beforeAll(async () => {
  [shop, other] = await Promise.all([makeShop(sql), makeShop(sql, { name: "Kedai Lain" })]);
  branch = await shop.outlet("B2");
  for (const [of, outlet] of [
    [shop, shop.outletId],
    [shop, branch],
    [other, other.outletId],
  ] as const) {
    const [channel] = await sql<{ id: string }[]>`
      insert into public.channels (tenant_id, outlet_id, kind, name, address)
      values (${of.tenantId}, ${outlet}, 'cloud', 'Ujian', ${`inbox-test-${outlet}`}) returning id`;
    if (channel) channels.set(outlet, channel.id);
  }
});

it("shows on the dashboard what the customer wrote, not what the shop said last", async () => {
  const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "Boleh tolong tengok fon saya?");
  await sql`update public.conversations set concierge = 'handed_over' where id = ${conversation_id}`;
  await sql`select private.send_message(${shop.tenantId}, ${conversation_id}, ${crypto.randomUUID()}, 'concierge', 'text', 'Staf akan membalas.', '{}', null, '{}')`;
  const { unanswered } = await getDashboard(userDbAs(shop.owner), null, 30);
  expect(unanswered.find((one) => one.conversation_id === conversation_id)?.preview).toBe(
    "Boleh tolong tengok fon saya?",
  );
});

describe("a number that is away", () => {
  it("is told to the people of its outlet when it needs one of them, and in its threads", async () => {
    const here = await receives(shop, shop.outletId, newPhone(), "sini");
    const [own, there] = [String(channels.get(shop.outletId)), String(channels.get(branch))];
    const troubled = async (outlets: string[]) =>
      (await numbersInTrouble(userDbAs(shop.owner), shop.tenantId, outlets)).map(({ id }) => id);
    await sql`update public.channels set state = 'banned' where id = ${there}`;
    await sql`update public.channels set state = 'reconnecting' where id = ${own}`;
    expect(await troubled([shop.outletId, branch])).toEqual([there]);
    expect(await troubled([shop.outletId])).toEqual([]);
    expect(await numbersInTrouble(userDbAs(other.owner), shop.tenantId, [branch])).toEqual([]);
    expect((await threadOf(shop.owner, here.conversation_id)).conversation).toMatchObject({
      channel_id: own,
      channel_state: "reconnecting",
    });
    await sql`update public.channels set state = 'connected' where id in ${sql([own, there])}`;
    expect(await troubled([shop.outletId, branch])).toEqual([]);
  });

  it("says what becomes of a message", () => {
    expect(awayEffect("connected", true)).toBeNull();
    expect([awayEffect("degraded", true), awayEffect("degraded", false)]).toEqual([null, "waits"]);
    expect(awayEffect("logged_out", true)).toBe("relink");
    expect(awayEffect("a state of tomorrow", true)).toBe("stuck");
  });
});

describe("a reaction of the shop's", () => {
  it("is under the message and on its way once, however often it is pressed, and is no answer", async () => {
    const { conversation_id, message_id } = await receives(shop, shop.outletId, newPhone(), "terima kasih");
    const db = userDbAs(shop.owner);
    const thumb = { messageId: message_id, key: crypto.randomUUID(), emoji: "👍" } as const;
    expect(await react(db, thumb)).toMatchObject({ ok: true });
    expect(await react(db, thumb)).toMatchObject({ ok: true });
    const thread = await threadOf(shop.owner, conversation_id);
    expect(
      thread.messages.map(({ body, reactions }) => [body, reactions.map(({ emoji, from }) => [emoji, from])]),
    ).toEqual([["terima kasih", [["👍", "out"]]]]);
    // The customer still waits, the concierge still answers, and the list still shows his words.
    expect(thread.conversation).toMatchObject({ concierge: "on", waiting_since: expect.any(String) });
    expect((await list(shop.owner)).rows.find(({ id }) => id === conversation_id)).toMatchObject({
      preview: "terima kasih",
      last_direction: "in",
    });
    const outbox = await sql`
      select m.kind, m.body, m.reply_to from public.wa_outbox as o join public.messages as m on m.id = o.message_id
       where o.conversation_id = ${conversation_id}`;
    expect(outbox).toEqual([{ kind: "reaction", body: "👍", reply_to: message_id }]);

    expect(await react(db, { ...thumb, key: crypto.randomUUID(), emoji: "🙏" })).toMatchObject({ ok: true });
    const shown = async () => (await threadOf(shop.owner, conversation_id)).messages[0]?.reactions ?? [];
    expect((await shown()).map(({ emoji }) => emoji)).toEqual(["🙏"]);
    expect(await react(db, { ...thumb, key: crypto.randomUUID(), emoji: "" })).toMatchObject({ ok: true });
    expect(await shown()).toEqual([]);
  });

  it("that did not go out is a bubble, not a thumb", async () => {
    const { conversation_id, message_id } = await receives(shop, shop.outletId, newPhone(), "jumpa esok");
    await react(userDbAs(shop.owner), { messageId: message_id, key: crypto.randomUUID(), emoji: "❤️" });
    await sql`update public.wa_outbox set state = 'failed', failure = 'content', error = 'send.unsupported' where conversation_id = ${conversation_id}`;
    await sql`update public.messages set status = 'failed', error = 'send.unsupported' where conversation_id = ${conversation_id} and direction = 'out'`;
    const { messages } = await threadOf(shop.owner, conversation_id);
    expect(messages.map(({ kind, status, failure, reactions }) => [kind, status, failure, reactions])).toEqual([
      ["text", "received", null, []],
      ["reaction", "failed", "content", []],
    ]);
  });

  it("is of the six, on what the customer wrote and has not deleted, by who may answer there", async () => {
    const { conversation_id, message_id } = await receives(shop, shop.outletId, newPhone(), "ok");
    const thumb = () => ({ messageId: message_id, key: crypto.randomUUID(), emoji: "👍" }) as const;
    await expect(call(sql, shop.owner, "react", { message_id, key: crypto.randomUUID(), emoji: "💩" })).rejects.toThrow(
      "input.invalid",
    );
    const supervisor = await shop.member("supervisor");
    expect(await react(userDbAs(supervisor), thumb())).toMatchObject({ code: "auth.forbidden" });
    const elsewhere = await shop.member("agent", [branch]);
    expect(await react(userDbAs(elsewhere), thumb())).toMatchObject({ code: "auth.wrong_outlet" });
    expect(await react(userDbAs(other.owner), thumb())).toMatchObject({ code: "input.not_found" });
    await reply(userDbAs(shop.owner), { conversationId: conversation_id, key: crypto.randomUUID(), body: "baik" });
    const own = (await threadOf(shop.owner, conversation_id)).messages.at(-1)?.id ?? "";
    expect(await react(userDbAs(shop.owner), { ...thumb(), messageId: own })).toMatchObject({
      code: "message.no_reaction",
    });
    await sql`update public.messages set revoked_at = now() where id = ${message_id}`;
    expect(await react(userDbAs(shop.owner), thumb())).toMatchObject({ code: "message.no_reaction" });
  });
});

describe("who sees what", () => {
  it("keeps a person of one outlet to the threads of that outlet", async () => {
    const here = await receives(shop, shop.outletId, newPhone(), "sini");
    const there = await receives(shop, branch, newPhone(), "sana");
    const agent = await shop.member("agent", [shop.outletId]);
    const seen = await idsOf(agent);
    expect(seen).toContain(here.conversation_id);
    expect(seen).not.toContain(there.conversation_id);
    expect(await idsOf(agent, "open", "", branch)).toEqual([]);
    expect(await getThread(userDbAs(agent), there.conversation_id)).toBeNull();
    expect(
      await reply(userDbAs(agent), { conversationId: there.conversation_id, key: crypto.randomUUID(), body: "x" }),
    ).toMatchObject({
      ok: false,
      code: "auth.wrong_outlet",
    });
    expect(await idsOf(shop.owner, "open", "", branch)).toContain(there.conversation_id);
  });

  it("counts for each what he may see: his outlet, his shop", async () => {
    await receives(shop, branch, newPhone(), "sana lagi");
    const agent = await shop.member("agent", [shop.outletId]);
    for (const who of [agent, shop.owner, other.owner])
      for (const view of ["open", "unread", "waiting", "unassigned"] as const) {
        const { rows, counts } = await list(who, view);
        expect(counts[view], view).toBe(rows.length);
      }
    expect((await list(agent, "open", "", branch)).counts.open).toBe(0);
    expect((await list(shop.owner, "open", "", branch)).counts.open).toBeGreaterThan(0);
    expect((await list(other.owner, "open", "", branch)).counts.open).toBe(0);
    expect((await list(shop.claims.cashier)).counts.open).toBe(0);
  });

  it("shows nothing to the other shop, by list, search, id or act", async () => {
    const phone = newPhone();
    const { conversation_id, message_id } = await receives(shop, shop.outletId, phone, "rahsia besar");
    expect(await idsOf(other.owner)).not.toContain(conversation_id);
    for (const q of ["rahsia", phone, "Siti"])
      expect(await idsOf(other.owner, "open", q)).not.toContain(conversation_id);
    expect(await getThread(userDbAs(other.owner), conversation_id)).toBeNull();
    const db = userDbAs(other.owner);
    for (const refused of [
      await reply(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "x" }),
      await addNote(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "x" }),
      await updateConversation(db, { conversationId: conversation_id, change: { status: "closed" } }),
      await retryMessage(db, message_id),
    ])
      expect(refused).toMatchObject({ ok: false, code: "input.not_found" });
  });

  it("lets a technician read and note but neither answer nor see a whole phone", async () => {
    const phone = newPhone();
    const { conversation_id } = await receives(shop, shop.outletId, phone, "bila siap?");
    const technician = shop.claims.technician;
    const row = (await list(technician)).rows.find((found) => found.id === conversation_id);
    expect(row?.phone_masked).toContain(phone.slice(-4));
    expect(row?.phone_masked).not.toContain(phone.slice(4, 9));
    expect(await idsOf(technician, "open", phone.slice(-4))).toContain(conversation_id);
    expect(await idsOf(technician, "open", phone.slice(3))).not.toContain(conversation_id);
    const db = userDbAs(technician);
    expect(await reply(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "x" })).toMatchObject({
      code: "auth.forbidden",
    });
    expect(
      (await addNote(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "LCD sampai" })).ok,
    ).toBe(true);
    expect((await threadOf(shop.owner, conversation_id)).messages.at(-1)).toMatchObject({
      direction: "note",
      body: "LCD sampai",
    });
  });

  it("gives a cashier no inbox at all", async () => {
    const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "hai");
    expect((await list(shop.claims.cashier)).rows).toEqual([]);
    expect(await getThread(userDbAs(shop.claims.cashier), conversation_id)).toBeNull();
  });
});

describe("list", () => {
  it("counts what it filters", async () => {
    const agent = shop.claims.agent;
    const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "satu");
    for (const view of ["open", "unread", "waiting", "unassigned"] as const) {
      const found = await list(agent, view);
      expect(found.rows.map((row) => row.id)).toContain(conversation_id);
      expect(found.counts[view]).toBe(found.rows.length);
    }
    const db = userDbAs(agent);
    await updateConversation(db, { conversationId: conversation_id, change: { assignee: String(agent.sub) } });
    await updateConversation(db, { conversationId: conversation_id, change: { read: true } });
    expect(await idsOf(agent, "mine")).toContain(conversation_id);
    expect(await idsOf(agent, "unread")).not.toContain(conversation_id);
    await updateConversation(db, { conversationId: conversation_id, change: { status: "closed" } });
    expect(await idsOf(agent)).not.toContain(conversation_id);
    expect(await idsOf(agent, "closed")).toContain(conversation_id);
  });

  it("finds by name, phone as people type it, and words; signs stand for themselves", async () => {
    const phone = newPhone();
    const { conversation_id } = await receives(shop, shop.outletId, phone, "skrin 100% retak_teruk", "Zubaidah Unik");
    const owner = shop.owner;
    for (const q of ["zubaidah", `0${phone.slice(3)}`, phone, phone.slice(-5), "100% retak", "retak_teruk"])
      expect(await idsOf(owner, "open", q), q).toContain(conversation_id);
    for (const q of ["%%", "retak%teruk", "zubaidah x", "'; drop table"])
      expect(await idsOf(owner, "open", q), q).toEqual([]);
  });

  it("puts who waits longest first where waiting is asked for, and says whether there is more", async () => {
    const waiting = await list(shop.owner, "waiting");
    const since = waiting.rows.map((row) => row.waiting_since ?? "");
    expect(since).toEqual([...since].sort());
    const first = await listConversations(userDbAs(shop.owner), { view: "open", q: "", outletId: null, limit: 1 });
    expect(first).toMatchObject({ more: true });
    expect(first.rows).toHaveLength(1);
  });

  it("opens a closed thread again when the customer writes", async () => {
    const phone = newPhone();
    const { conversation_id } = await receives(shop, shop.outletId, phone, "hai");
    await updateConversation(userDbAs(shop.owner), { conversationId: conversation_id, change: { status: "closed" } });
    expect((await receives(shop, shop.outletId, phone, "ada lagi")).conversation_id).toBe(conversation_id);
    expect((await threadOf(shop.owner, conversation_id)).conversation.status).toBe("open");
  });
});

describe("answering", () => {
  it("sends one message for one key, however often and at once it arrives", async () => {
    const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "harga?");
    const db = userDbAs(shop.claims.agent);
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => reply(db, { conversationId: conversation_id, key, body: "RM 120" })),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const sent = (await threadOf(shop.owner, conversation_id)).messages.filter(
      (message) => message.direction === "out",
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ key, status: "queued", author_kind: "user", body: "RM 120" });
    const note = { conversationId: conversation_id, key: crypto.randomUUID(), body: "nota" };
    await Promise.all([addNote(db, note), addNote(db, note)]);
    expect(
      (await threadOf(shop.owner, conversation_id)).messages.filter((message) => message.key === note.key),
    ).toHaveLength(1);
  });

  it("mutes the concierge by an answer or a take-over, until released", async () => {
    const phone = newPhone();
    const { conversation_id } = await receives(shop, shop.outletId, phone, "hai");
    const db = userDbAs(shop.claims.agent);
    const change = (concierge: "on" | "muted") =>
      updateConversation(db, { conversationId: conversation_id, change: { concierge } });
    await change("muted");
    await receives(shop, shop.outletId, phone, "pukul berapa buka?");
    const [turn] = await sql<{ id: string }[]>`
      select id from public.concierge_turns where conversation_id = ${conversation_id} order by created_at desc limit 1`;
    const finish = { turn_id: turn?.id, outcome: "answer", intent: "hours_address", engine: "rules", body: "10 pagi" };
    expect(await call(sql, conciergeOf(shop.tenantId), "finish_turn", finish)).toMatchObject({ state: "silent" });
    expect(
      (await threadOf(shop.owner, conversation_id)).messages.some((message) => message.author_kind === "concierge"),
    ).toBe(false);
    await change("on");
    expect((await threadOf(shop.owner, conversation_id)).conversation.concierge).toBe("on");
    await reply(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "Ya" });
    const { conversation } = await threadOf(shop.owner, conversation_id);
    expect(conversation).toMatchObject({
      concierge: "muted",
      assignee: shop.claims.agent.sub,
      waiting_since: null,
      unread: 0,
    });
  });

  it("decides a draft once: sent with the words of the person, or thrown away", async () => {
    const phone = newPhone();
    const { conversation_id } = await receives(shop, shop.outletId, phone, "buka bila?");
    const draft = await drafts(conversation_id, "Kami buka 10 pagi.");
    expect((await list(shop.owner)).rows.find((row) => row.id === conversation_id)?.has_draft).toBe(true);
    const db = userDbAs(shop.claims.agent);
    expect(await decideDraft(db, { messageId: draft, send: true, body: "  " })).toMatchObject({
      ok: false,
      code: "input.required",
    });
    const both = await Promise.all(
      [1, 2].map(() => decideDraft(db, { messageId: draft, send: true, body: "Kami buka 10 pagi ya." })),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.find((result) => !result.ok)).toMatchObject({ code: "message.not_draft" });
    const { messages } = await threadOf(shop.owner, conversation_id);
    expect(messages.filter((message) => message.direction === "out")).toMatchObject([
      { author_kind: "user", body: "Kami buka 10 pagi ya.", cites: [{ label: "Waktu buka" }] },
    ]);
    await receives(shop, shop.outletId, phone, "alamat?");
    const second = await drafts(conversation_id, "Di Bangi.");
    expect((await decideDraft(db, { messageId: second, send: false })).ok).toBe(true);
    expect((await threadOf(shop.owner, conversation_id)).messages.some((message) => message.body === "Di Bangi.")).toBe(
      false,
    );
  });

  it("sends a failed message again as the same one, and only a failed one", async () => {
    const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "hai");
    const db = userDbAs(shop.claims.agent);
    await reply(db, { conversationId: conversation_id, key: crypto.randomUUID(), body: "hai juga" });
    const message = (await threadOf(shop.owner, conversation_id)).messages.at(-1);
    expect(await retryMessage(db, String(message?.id))).toMatchObject({ code: "message.not_failed" });
    await sql`update public.messages set status = 'failed', error = 'send.network' where id = ${String(message?.id)}`;
    await sql`update public.wa_outbox set state = 'failed' where message_id = ${String(message?.id)}`;
    expect((await threadOf(shop.owner, conversation_id)).messages.at(-1)).toMatchObject({
      status: "failed",
      error: "send.network",
    });
    expect((await retryMessage(db, String(message?.id))).ok).toBe(true);
    expect((await threadOf(shop.owner, conversation_id)).messages.at(-1)).toMatchObject({
      id: message?.id,
      status: "queued",
      error: null,
    });
  });

  it("assigns only to people who work at that outlet", async () => {
    const { conversation_id } = await receives(shop, shop.outletId, newPhone(), "hai");
    const elsewhere = await shop.member("agent", [branch]);
    const db = userDbAs(shop.owner);
    const assign = (assignee: string) =>
      updateConversation(db, { conversationId: conversation_id, change: { assignee } });
    for (const who of [elsewhere.sub, other.owner.sub])
      expect(await assign(String(who))).toMatchObject({ code: "conversation.no_such_assignee" });
    expect((await assign(String(shop.claims.agent.sub))).ok).toBe(true);
    const people = await listAssignees(db, shop.tenantId);
    expect(people.find((person) => person.id === elsewhere.sub)?.outletIds).toEqual([branch]);
    expect(people.some((person) => person.id === shop.claims.technician.sub)).toBe(false);
  });
});

it("pages a long thread backwards without losing or repeating a message", async () => {
  const phone = newPhone();
  const { conversation_id } = await receives(shop, shop.outletId, phone, "mesej 0");
  await sql`
    insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body)
    select m.tenant_id, m.conversation_id, m.channel_id, m.customer_id, 'in', 'customer', 'text', 'mesej ' || n
      from public.messages as m, generate_series(1, 130) as n where m.conversation_id = ${conversation_id}`;
  const db = userDbAs(shop.owner);
  const seen: string[] = [];
  let before: number | undefined;
  for (let page = 0; page < 5; page += 1) {
    const thread: Awaited<ReturnType<typeof getThread>> = await getThread(db, conversation_id, before);
    seen.unshift(...(thread?.messages.map((message) => message.body) ?? []));
    before = thread?.messages[0]?.seq;
    if (!thread?.more) break;
  }
  expect(seen).toEqual(Array.from({ length: 131 }, (_, n) => `mesej ${n}`));
});

it("opens the thread a customer used last", async () => {
  const phone = newPhone();
  const first = await receives(shop, shop.outletId, phone, "satu");
  const second = await receives(shop, branch, phone, "dua");
  const thread = await threadOf(shop.owner, second.conversation_id);
  expect(await conversationOfCustomer(userDbAs(shop.owner), thread.conversation.customer_id)).toBe(
    second.conversation_id,
  );
  expect(first.conversation_id).not.toBe(second.conversation_id);
});

describe("settings", () => {
  const words = { body_ms: "Ya", body_en: "Yes" };

  it("keeps canned replies to those who manage the inbox, and shortcuts apart", async () => {
    const owner = userDbAs(shop.owner);
    expect((await saveCannedReply(owner, shop.tenantId, { shortcut: "baru", ...words, id: undefined })).ok).toBe(true);
    expect(await saveCannedReply(owner, shop.tenantId, { shortcut: "baru", ...words, id: undefined })).toMatchObject({
      code: "canned.shortcut_taken",
    });
    expect(
      await saveCannedReply(userDbAs(shop.claims.agent), shop.tenantId, { shortcut: "agen", ...words, id: undefined }),
    ).toMatchObject({ code: "auth.forbidden" });
    const [row] = await sql<
      { id: string }[]
    >`select id from public.canned_replies where tenant_id = ${shop.tenantId} and shortcut = 'baru'`;
    const id = String(row?.id);
    expect(
      await saveCannedReply(userDbAs(other.owner), other.tenantId, { id, shortcut: "curi", ...words }),
    ).toMatchObject({ code: "input.not_found" });
    await deleteCannedReply(userDbAs(other.owner), other.tenantId, id);
    expect(await sql`select 1 from public.canned_replies where id = ${id}`).toHaveLength(1);
    expect((await deleteCannedReply(owner, shop.tenantId, id)).ok).toBe(true);
  });

  it("lets only managers change how the concierge works", async () => {
    const channelId = String(channels.get(shop.outletId));
    expect(
      await setConciergeMode(userDbAs(shop.claims.agent), shop.tenantId, { channelId, mode: "off" }),
    ).toMatchObject({ ok: false });
    expect(await setConciergeMode(userDbAs(other.owner), other.tenantId, { channelId, mode: "off" })).toMatchObject({
      ok: false,
    });
    expect((await setConciergeMode(userDbAs(shop.owner), shop.tenantId, { channelId, mode: "draft" })).ok).toBe(true);
  });
});
