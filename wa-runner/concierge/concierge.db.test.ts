import { beforeAll, describe, expect, it } from "vitest";
import { type Chat, CLOSED_HOURS, makeChat } from "@/testing/chat";
import { openServiceSql } from "@/testing/db";
import { addProduct } from "@/testing/shop";

const sql = openServiceSql();
let chat: Chat;
let phones = 0;
/** A customer nobody knows yet. */
const someone = () => {
  phones += 1;
  return `+6019${String(2_000_000 + phones)}`;
};
const customer = async (phone: string) => (await chat.conversation(phone)).customer_id;

/** A customer who has chatted once and has a device in for repair. */
async function withTicket(model = "iPhone 11"): Promise<{ phone: string; ticketId: string; number: string }> {
  const phone = someone();
  await chat.ask(phone, "Hi");
  const ticket = await chat.desk.openTicket({
    customer: undefined,
    customer_id: await customer(phone),
    device: { category: "phone", brand: "Apple", model },
  });
  return { phone, ticketId: ticket.id, number: ticket.number };
}

beforeAll(async () => {
  chat = await makeChat(sql);
  await addProduct(sql, chat.desk.shop, { name: "Tukar Skrin iPhone 11", kind: "service", priceSen: 28_000 });
  await addProduct(sql, chat.desk.shop, { name: "Tukar Skrin iPhone 12", kind: "service", priceSen: 38_000 });
  await addProduct(sql, chat.desk.shop, { name: "Bateri iPhone 11", priceSen: 15_000, stock: 3 });
  await addProduct(sql, chat.desk.shop, { name: "Casing iPhone 13", priceSen: 3_500 });
});

describe("answers from rows", () => {
  it("greets as an assistant and says how to reach a person", async () => {
    const { sent, turn } = await chat.ask(someone(), "Salam");
    expect(turn).toMatchObject({ state: "answered", intent: "greeting", engine: "rules" });
    expect(sent[0]?.body).toMatch(/pembantu maya Kedai Ujian/);
    expect(sent[0]?.body).toMatch(/staf/);
    expect(sent[0]?.cites).toEqual([{ table: "tenants", id: chat.desk.shop.tenantId, label: "Kedai Ujian" }]);
  });

  it("says the hours in the zone of the outlet", async () => {
    const open = await chat.ask(someone(), "kedai tutup pukul brp?");
    expect(open.sent[0]?.body).toMatch(/buka sekarang, tutup 8 malam/);
    const closed = await chat.ask(someone(), "are you open now?", { now: () => CLOSED_HOURS });
    expect(closed.sent[0]?.body).toMatch(/closed now. Opens again tomorrow \(Wednesday\) at 10 am/);
  });

  it("prices the model that was asked for, and no other", async () => {
    const { sent } = await chat.ask(someone(), "brp harga tukar skrin ip11");
    expect(sent[0]?.body).toMatch(/Tukar Skrin iPhone 11: RM 280\.00/);
    expect(sent[0]?.body).not.toMatch(/iPhone 12/);
    expect(sent[0]?.cites.some((cite) => cite.table === "products")).toBe(true);
  });

  it("says where it is in stock, and when it is not", async () => {
    const battery = await chat.ask(someone(), "bateri iphone 11 ada stok?");
    expect(battery.sent[0]?.body).toMatch(/RM 150\.00 \(ada stok di Cawangan Utama/);
    const casing = await chat.ask(someone(), "casing iphone 13 ada x");
    expect(casing.sent[0]?.body).toMatch(/stok habis/);
  });

  it("lists several as a list message, and a tapped row is answered", async () => {
    const phone = someone();
    const { sent } = await chat.ask(phone, "harga utk iphone 11");
    expect(sent[0]?.kind).toBe("list");
    const rows = sent[0]?.payload["rows"];
    const first: unknown = Array.isArray(rows) ? rows[0] : null;
    const tapped = await chat.ask(phone, "Bateri", {}, { kind: "list_reply", payload: first });
    expect(tapped.turn.state).toBe("answered");
    expect(tapped.sent[0]?.cites[0]?.table).toBe("products");
  });

  it("tells the status of the customer's own repair, with the buttons of the version that waits", async () => {
    const { phone, ticketId, number } = await withTicket();
    const before = await chat.ask(phone, "dah siap ke phone sy?");
    expect(before.sent[0]?.body).toMatch(`${number} (Apple iPhone 11): Diterima`);
    const estimate = await chat.desk.propose(ticketId, 28_000);
    const after = await chat.ask(phone, "macam mana status phone saya");
    expect(after.sent[0]?.kind).toBe("buttons");
    expect(after.sent[0]?.body).toMatch(/RM 280\.00 \(versi 1\)/);
    expect(JSON.stringify(after.sent[0]?.payload)).toContain(`approve:${estimate.id}`);
    expect(after.sent[0]?.cites.map((cite) => cite.table)).toEqual(["repair_tickets", "estimates"]);
  });

  it("sends the link of the customer's own receipt", async () => {
    const phone = someone();
    await chat.ask(phone, "hi");
    const id = await customer(phone);
    await sql`insert into public.sales (tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, subtotal_sen, discount_sen, order_discount_sen, tax_sen, rounding_sen, total_sen, sold_by, business_date)
      values (${chat.desk.shop.tenantId}, ${chat.desk.shop.outletId}, 9001, 'R-HQ-9001', gen_random_uuid(), 'x', ${id}, 5000, 0, 0, 0, 0, 5000, 'test', current_date)`;
    const { sent } = await chat.ask(phone, "boleh bagi resit?");
    expect(sent[0]?.body).toMatch(/Resit R-HQ-9001 .*RM 50\.00/);
    expect(sent[0]?.body).toMatch(/https:\/\/kedai\.test\/k\/[0-9a-f]{36}/);
  });

  it("answers in the language the customer writes, and keeps to it", async () => {
    const phone = someone();
    const { sent } = await chat.ask(phone, "What time do you close today please?");
    expect(sent[0]?.body).toMatch(/is open now, until 8 pm/);
    const next = await chat.ask(phone, "location?");
    expect(next.sent[0]?.body).toMatch(/open now/);
  });
});

describe("no row, no answer", () => {
  it("says exactly the sentence and hands over with the reason", async () => {
    const phone = someone();
    const { sent, turn } = await chat.ask(phone, "dah siap ke phone saya?");
    expect(turn).toMatchObject({ state: "handed_over", reason: "no_answer" });
    expect(sent.map((message) => message.body)).toEqual(["Tunggu sebentar, teknisi kami akan melayan anda"]);
    expect(await chat.conversation(phone)).toMatchObject({ concierge: "handed_over", handover_reason: "no_answer" });
    expect((await chat.conversation(phone)).waiting_since).not.toBeNull();
  });

  it("says when somebody comes, while the shop is closed", async () => {
    const { sent } = await chat.ask(someone(), "harga skrin nokia 3310", { now: () => CLOSED_HOURS });
    expect(sent[0]?.body).toMatch(
      /^Tunggu sebentar, teknisi kami akan melayan anda\nKedai sedang tutup. Kami buka semula esok \(Rabu\) jam 10 pagi/,
    );
  });

  it.each([
    ["teruk betul servis korang", "complaint"],
    ["nak cakap dengan orang", "human"],
    ["boleh datang esok pukul 3?", "appointment"],
    ["boleh kurang sikit?", "bargain"],
  ])("hands over %j as %s", async (body, reason) => {
    const { sent, turn } = await chat.ask(someone(), body);
    expect(turn).toMatchObject({ state: "handed_over", reason });
    expect(sent).toHaveLength(1);
  });

  it("thanks for a photo without words and hands over; stays silent on stickers and reactions", async () => {
    const photo = await chat.ask(someone(), "", {}, { kind: "image" });
    expect(photo.turn).toMatchObject({ state: "handed_over", reason: "photo" });
    const phone = someone();
    const sticker = await chat.ask(phone, "", {}, { kind: "sticker" });
    expect(sticker.turn).toMatchObject({ state: "silent" });
    expect(sticker.sent).toEqual([]);
    expect((await chat.conversation(phone)).waiting_since).toBeNull();
  });
});

describe("approval by words", () => {
  it("binds a yes that answers the estimate to that version and message", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    const { sent, turn } = await chat.ask(phone, "ok");
    expect(turn).toMatchObject({ state: "answered", intent: "approval" });
    expect(sent[0]?.body).toMatch(/diluluskan/);
    const [row] =
      await sql`select state, decided_via, decided_message_id from public.estimates where id = ${estimate.id}`;
    expect(row).toEqual({ state: "approved", decided_via: "chat", decided_message_id: turn.message_id });
  });

  it("asks with buttons when a weak yes answers something else", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    await chat.ask(phone, "bila buka?");
    const { sent } = await chat.ask(phone, "ok");
    expect(sent[0]?.kind).toBe("buttons");
    expect(sent[0]?.body).toMatch(/Untuk pastikan/);
    const [row] = await sql`select state from public.estimates where id = ${estimate.id}`;
    expect(row).toEqual({ state: "proposed" });
  });

  it("takes an ok to a status answer for no yes, an ok to its own question for one", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    await chat.ask(phone, "status phone saya?");
    const asked = await chat.ask(phone, "ok");
    expect(asked.sent[0]?.body).toMatch(/Untuk pastikan/);
    expect(await sql`select state from public.estimates where id = ${estimate.id}`).toEqual([{ state: "proposed" }]);
    await chat.ask(phone, "ya");
    expect(await sql`select state from public.estimates where id = ${estimate.id}`).toEqual([{ state: "approved" }]);
  });

  it.each(["ok tapi mahal", "ok nanti saya fikir", "boleh kurang?", "👍", "ok tq"])(
    "does not approve on %j",
    async (body) => {
      const { phone, ticketId } = await withTicket();
      const estimate = await chat.desk.propose(ticketId, 28_000);
      await chat.ask(phone, body);
      const [row] = await sql`select state from public.estimates where id = ${estimate.id}`;
      expect(row).toEqual({ state: "proposed" });
    },
  );

  it("declines", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    await chat.ask(phone, "x setuju la");
    const [row] = await sql`select state from public.estimates where id = ${estimate.id}`;
    expect(row).toEqual({ state: "declined" });
  });

  it("offers a choice when several wait, and a tapped row decides that one", async () => {
    const { phone, ticketId } = await withTicket();
    const first = await chat.desk.propose(ticketId, 28_000);
    const second = await chat.desk.openTicket({ customer: undefined, customer_id: await customer(phone) });
    const other = await chat.desk.propose(second.id, 9_000);
    const { sent } = await chat.ask(phone, "setuju");
    expect(sent[0]?.kind).toBe("list");
    expect(JSON.stringify(sent[0]?.payload)).toContain(`approve:${first.id}`);
    await chat.says(phone, "pilih", { kind: "list_reply", payload: { id: `approve:${other.id}`, title: "x" } });
    const rows =
      await sql`select state from public.estimates where id in ${sql([first.id, other.id])} order by total_sen`;
    expect(rows.map((row) => row["state"])).toEqual(["approved", "proposed"]);
  });

  it("takes no tapped button it does not know for a yes", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    const payload = { id: `approve:${crypto.randomUUID()}`, title: "Setuju" };
    const { turn } = await chat.ask(phone, "Setuju", {}, { kind: "button_reply", payload });
    expect(turn).toMatchObject({ state: "handed_over", reason: "unclear_answer" });
    expect(await sql`select state from public.estimates where id = ${estimate.id}`).toEqual([{ state: "proposed" }]);
  });

  it("says it again, not twice, when it was cut off after deciding", async () => {
    const { phone, ticketId } = await withTicket();
    await chat.desk.propose(ticketId, 28_000);
    const message = await chat.says(phone, "setuju");
    const { tenantId } = chat.desk.shop;
    await sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", actor: "concierge", tenant_id: tenantId, sub: "system:concierge" })}, true)`;
      await tx`select public.decide_estimate_by_chat(${message}, 'approve')`;
      await tx`update public.concierge_turns set attempts = 1 where message_id = ${message}`;
    });
    await chat.handle(message);
    await chat.handle(message);
    const replies =
      await sql`select body from public.messages where tenant_id = ${tenantId} and intent = 'approval' and conversation_id = (select conversation_id from public.messages where id = ${message})`;
    expect(replies).toHaveLength(1);
    expect(replies[0]?.["body"]).toMatch(/diluluskan/);
  });

  it("takes a bare ok with nothing waiting for what it is", async () => {
    const { turn, sent } = await chat.ask(someone(), "ok");
    expect(turn).toMatchObject({ state: "silent", reason: "nothing_asked" });
    expect(sent).toEqual([]);
  });
});

describe("STOP", () => {
  it("ends marketing with the message as evidence, confirms once, even in a muted thread", async () => {
    const phone = someone();
    await chat.ask(phone, "hi");
    await sql`update public.conversations set concierge = 'muted' where id = ${(await chat.conversation(phone)).id}`;
    const { sent, turn } = await chat.ask(phone, "BERHENTI");
    expect(turn).toMatchObject({ state: "answered", intent: "stop" });
    expect(sent).toHaveLength(1);
    const rows =
      await sql`select purpose, granted, source, evidence from public.consents where customer_id = ${await customer(phone)}`;
    expect(rows).toEqual([
      { purpose: "marketing", granted: false, source: "chat", evidence: { message_id: turn.message_id } },
    ]);
    const again = await chat.ask(phone, "STOP");
    expect(again.sent).toEqual([]);
  });

  it("is sent at once in draft mode and heard without a word when switched off", async () => {
    const drafting = someone();
    await sql`update public.channels set concierge_mode = 'draft' where id = ${chat.channelId}`;
    const draft = await chat.ask(drafting, "stop promo");
    expect(draft.sent.map((message) => message.status)).toEqual(["queued"]);
    await sql`update public.channels set concierge_mode = 'off' where id = ${chat.channelId}`;
    const phone = someone();
    const off = await chat.ask(phone, "STOP");
    expect(off.sent).toEqual([]);
    expect(
      await sql`select 1 from public.consents where customer_id = ${await customer(phone)} and not granted`,
    ).toHaveLength(1);
    await sql`update public.channels set concierge_mode = 'auto' where id = ${chat.channelId}`;
  });
});

describe("keeps its place", () => {
  it("drafts instead of sending in draft mode, and decides nothing", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    await sql`update public.channels set concierge_mode = 'draft' where id = ${chat.channelId}`;
    const hours = await chat.ask(phone, "bila buka");
    expect(hours.turn.state).toBe("drafted");
    expect(hours.sent.map((message) => message.status)).toEqual(["draft"]);
    await chat.ask(phone, "setuju");
    await sql`update public.channels set concierge_mode = 'auto' where id = ${chat.channelId}`;
    expect(await sql`select state from public.estimates where id = ${estimate.id}`).toEqual([{ state: "proposed" }]);
  });

  it("says nothing when switched off, muted or handed over", async () => {
    const phone = someone();
    await chat.ask(phone, "nak cakap dengan orang");
    const after = await chat.ask(phone, "bila buka?");
    expect(after).toMatchObject({ sent: [], turn: { state: "silent", reason: "muted" } });
  });

  it("answers a turn once, however often it is handled", async () => {
    const message = await chat.says(someone(), "bila buka?");
    await Promise.all([chat.handle(message), chat.handle(message), chat.handle(message)]);
    const sent =
      await sql`select 1 from public.messages where intent = 'hours_address' and conversation_id = (select conversation_id from public.messages where id = ${message}) and direction = 'out'`;
    expect(sent).toHaveLength(1);
  });

  it("answers quick messages once, together", async () => {
    const phone = someone();
    const first = await chat.says(phone, "salam");
    const second = await chat.says(phone, "nak tanya");
    const third = await chat.says(phone, "brp harga tukar skrin iphone 11");
    await chat.handle(first);
    expect((await chat.turnOf(third)).state).toBe("answered");
    expect(await chat.turnOf(second)).toMatchObject({ state: "silent", reason: "superseded" });
    expect(await chat.turnOf(first)).toMatchObject({ state: "silent", reason: "superseded" });
    const sent =
      await sql`select body from public.messages where direction = 'out' and conversation_id = ${(await chat.turnOf(first)).conversation_id}`;
    expect(sent).toHaveLength(1);
  });

  it("does not approve on an ok that a second message takes back", async () => {
    const { phone, ticketId } = await withTicket();
    const estimate = await chat.desk.propose(ticketId, 28_000);
    const first = await chat.says(phone, "setuju");
    await chat.says(phone, "eh tapi mahal sangat");
    await chat.handle(first);
    expect(await sql`select state from public.estimates where id = ${estimate.id}`).toEqual([{ state: "proposed" }]);
  });

  it("hands a loop to a person", async () => {
    const phone = someone();
    for (let count = 0; count < 8; count += 1) await chat.ask(phone, "bila buka?");
    const { turn, sent } = await chat.ask(phone, "bila buka?");
    expect(turn).toMatchObject({ state: "handed_over", reason: "loop" });
    expect(sent).toHaveLength(1);
    const after = await chat.ask(phone, "bila buka?");
    expect(after.sent).toEqual([]);
  });

  it("gives up after several failures and tells the customer once", async () => {
    const phone = someone();
    const message = await chat.says(phone, "bila buka?");
    await sql`update public.concierge_turns set attempts = 5 where message_id = ${message}`;
    await chat.handle(message);
    await chat.handle(message);
    expect(await chat.turnOf(message)).toMatchObject({ state: "handed_over", reason: "error" });
    expect(
      await sql`select 1 from public.messages where direction = 'out' and conversation_id = ${(await chat.turnOf(message)).conversation_id}`,
    ).toHaveLength(1);
  });
});
