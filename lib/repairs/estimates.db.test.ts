import { beforeEach, describe, expect, it } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { call, conciergeOf, type Desk, estimateInput, makeDesk, refusal, VISITOR } from "./test-desk";

const sql = openServiceSql();
const PHONE = "+60121110001";
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(sql);
});

const estimate = async (id: string) => {
  const [row] = await sql`select * from public.estimates where id = ${id}`;
  return row ?? {};
};
const status = async (id: string) => {
  const [row] =
    await sql`select status, estimate_state, estimate_total_sen from public.repair_tickets where id = ${id}`;
  return row ?? {};
};
const lastOut = async () => {
  const [row] =
    await sql`select kind, body, payload from public.messages where tenant_id = ${desk.shop.tenantId} and direction = 'out' order by seq desc limit 1`;
  return row ?? {};
};
const outgoing = async () =>
  (await sql`select 1 from public.messages where tenant_id = ${desk.shop.tenantId} and direction = 'out'`).length;
const byChat = (messageId: string, decision: string, claims = conciergeOf(desk.shop.tenantId)) =>
  actAs(sql, claims, (tx) => tx`select public.decide_estimate_by_chat(${messageId}, ${decision}) as value`);

describe("proposing", () => {
  it("sends buttons that name the version and moves the ticket", async () => {
    const { id, number } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    expect(made).toMatchObject({ version: 1, total_sen: 18000, duplicate: false });
    expect(await lastOut()).toMatchObject({
      kind: "buttons",
      body: `Anggaran ${number}: /a/${made.token}`,
      payload: {
        buttons: [
          { id: `approve:${made.id}`, title: "Setuju" },
          { id: `decline:${made.id}`, title: "Tak setuju" },
        ],
      },
    });
    expect(await status(id)).toMatchObject({
      status: "awaiting_approval",
      estimate_state: "proposed",
      estimate_total_sen: "18000",
    });
  });

  it("makes one version of the same press twice", async () => {
    const { id } = await desk.openTicket();
    const input = estimateInput(id, 18000);
    await Promise.all([
      call(sql, desk.technician, "propose_estimate", input),
      call(sql, desk.technician, "propose_estimate", input),
    ]);
    expect(await sql`select 1 from public.estimates where ticket_id = ${id}`).toHaveLength(1);
    expect(await outgoing()).toBe(1);
  });

  it("computes the total itself and refuses a message that says something else", async () => {
    const { id } = await desk.openTicket();
    expect(await refusal(desk.propose(id, 18000, { expected_total_sen: 17999 }))).toBe("estimate.total_changed");
    expect(await outgoing()).toBe(0);
  });

  it("adds service tax per line for a registered shop, rounded once per line", async () => {
    await sql`update public.tenants set sst_no = 'W10-1', sst_from = '2024-01-01' where id = ${desk.shop.tenantId}`;
    const { id } = await desk.openTicket();
    const lines = [
      { description: "Upah", quantity: 1.5, unit_price_sen: 3333, tax_code: "SST-S" },
      { product_id: desk.productId, description: "Skrin", quantity: 1, unit_price_sen: 15000 },
    ];
    const made = await desk.propose(id, 0, { lines, expected_total_sen: 5000 + 400 + 15000 });
    expect(made.total_sen).toBe(20400);
  });
});

describe("a version and its approval", () => {
  it("is approved by its own button, with message and time, and twice is harmless", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    const tap = await desk.receive(PHONE, { buttonId: `approve:${made.id}` });
    expect(await estimate(made.id)).toMatchObject({
      state: "approved",
      decided_via: "button",
      decided_message_id: tap,
    });
    expect(await status(id)).toMatchObject({ status: "approved", estimate_state: "approved" });
    const count = await outgoing();
    await desk.receive(PHONE, { buttonId: `approve:${made.id}` });
    expect(await outgoing()).toBe(count);
    expect(await sql`select 1 from public.repair_events where ticket_id = ${id} and kind = 'APPROVED'`).toHaveLength(1);
    expect(
      await sql`select 1 from public.events where entity_id = ${made.id} and name = 'repair/estimate.approved'`,
    ).toHaveLength(1);
  });

  it("does not change its mind by a later tap on the other button", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    await desk.receive(PHONE, { buttonId: `approve:${made.id}` });
    await desk.receive(PHONE, { buttonId: `decline:${made.id}` });
    expect(await estimate(made.id)).toMatchObject({ state: "approved" });
    expect(await lastOut()).toMatchObject({ body: "Sudah diputuskan." });
  });

  it("an old button never approves the new price: the customer is told and shown the new one", async () => {
    const { id } = await desk.openTicket();
    const first = await desk.propose(id, 18000);
    const second = await desk.propose(id, 25000);
    await desk.receive(PHONE, { buttonId: `approve:${first.id}` });
    expect(await estimate(second.id)).toMatchObject({ state: "proposed" });
    expect(await estimate(first.id)).toMatchObject({ state: "superseded" });
    const answer = await lastOut();
    expect(answer["body"]).toContain("Harga telah berubah.");
    expect(answer["payload"]).toMatchObject({
      buttons: [{ id: `approve:${second.id}` }, { id: `decline:${second.id}` }],
    });
  });

  it("a new price voids the earlier approval and asks again", async () => {
    const { id } = await desk.openTicket();
    const first = await desk.propose(id, 18000);
    await desk.receive(PHONE, { buttonId: `approve:${first.id}` });
    await desk.propose(id, 25000);
    expect(await status(id)).toMatchObject({
      status: "awaiting_approval",
      estimate_state: "proposed",
      estimate_total_sen: "25000",
    });
    expect(
      await sql`select 1 from public.repair_events where ticket_id = ${id} and kind = 'APPROVAL_VOIDED'`,
    ).toHaveLength(1);
    expect(
      await refusal(actAs(sql, desk.technician, (tx) => tx`select public.set_ticket_status(${id}, 'repairing')`)),
    ).toBe("repair.bad_transition");
  });

  it("ignores a button of somebody else's estimate", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    await desk.receive("+60127778888", { buttonId: `approve:${made.id}` });
    expect(await estimate(made.id)).toMatchObject({ state: "proposed" });
  });
});

describe("a free 'ok' in the chat", () => {
  it("decides when exactly one version waits, bound to that message", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    const message = await desk.receive(PHONE, { body: "ok setuju" });
    await byChat(message, "approve");
    await byChat(message, "approve");
    expect(await estimate(made.id)).toMatchObject({
      state: "approved",
      decided_via: "chat",
      decided_message_id: message,
    });
    expect(await sql`select 1 from public.repair_events where ticket_id = ${id} and kind = 'APPROVED'`).toHaveLength(1);
  });

  it("is refused when none or several wait", async () => {
    const none = await desk.receive(PHONE, { body: "ok" });
    expect(await refusal(byChat(none, "approve"))).toBe("estimate.none_waiting");
    for (const price of [100, 200]) await desk.propose((await desk.openTicket()).id, price);
    const several = await desk.receive(PHONE, { body: "ok" });
    expect(await refusal(byChat(several, "approve"))).toBe("estimate.several_waiting");
  });

  it("written before the price was sent does not count as its approval", async () => {
    const { id } = await desk.openTicket();
    const early = await desk.receive(PHONE, { body: "ok" });
    await desk.propose(id, 18000);
    expect(await refusal(byChat(early, "approve"))).toBe("estimate.none_waiting");
  });

  it("can be used by the concierge of the same tenant only", async () => {
    const { id } = await desk.openTicket();
    await desk.propose(id, 18000);
    const message = await desk.receive(PHONE, { body: "ok" });
    expect(await refusal(byChat(message, "approve", desk.technician))).toBe("auth.forbidden");
    expect(await refusal(byChat(message, "approve", conciergeOf((await makeDesk(sql)).shop.tenantId)))).toBe(
      "input.not_found",
    );
  });
});

describe("the approval link", () => {
  const open = (token: string) => actAs(sql, VISITOR, (tx) => tx`select public.estimate_page(${token}) as value`);
  const decide = async (token: string, decision: string) => {
    const [row] = await actAs(
      sql,
      VISITOR,
      (tx) => tx`select public.decide_estimate_by_link(${token}, ${decision}, 'Aminah Binti Ali') as value`,
    );
    return row?.["value"];
  };

  it("approves its version once, with the typed name", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    expect(await decide(made.token, "approve")).toMatchObject({ outcome: "approved" });
    expect(await decide(made.token, "approve")).toMatchObject({ outcome: "already" });
    expect(await decide(made.token, "decline")).toMatchObject({ outcome: "decided", state: "approved" });
    expect(await estimate(made.id)).toMatchObject({ decided_via: "link", decided_name: "Aminah Binti Ali" });
  });

  it("of an old version says so and leads to the newest", async () => {
    const { id } = await desk.openTicket();
    const first = await desk.propose(id, 18000);
    const second = await desk.propose(id, 25000);
    expect(await decide(first.token, "approve")).toMatchObject({ outcome: "superseded" });
    const [row] = await open(first.token);
    expect(row?.["value"]).toMatchObject({ state: "superseded", newest_token: second.token });
    expect(await estimate(second.id)).toMatchObject({ state: "proposed" });
  });

  it("opens for the page's own token only, and a guess opens nothing", async () => {
    const { id } = await desk.openTicket();
    const made = await desk.propose(id, 18000);
    expect(await refusal(open("0".repeat(36)))).toBe("link.gone");
    expect(await refusal(actAs(sql, desk.technician, (tx) => tx`select public.estimate_page(${made.token})`))).toBe(
      "auth.forbidden",
    );
  });

  it("of a ticket shows status and price, no contact data and nothing internal", async () => {
    const { id, token } = await desk.openTicket({ condition: "Calar di belakang" });
    await actAs(sql, desk.technician, (tx) => tx`select public.add_ticket_note(${id}, 'Pelanggan cerewet', false)`);
    await desk.propose(id, 18000);
    const [row] = await actAs(sql, VISITOR, (tx) => tx`select public.ticket_page(${token}) as value`);
    const text = JSON.stringify(row?.["value"]);
    expect(text).toContain('"total_sen":18000');
    for (const secret of ["cerewet", "Aminah", "1110001", "Calar", desk.shop.tenantId])
      expect(text).not.toContain(secret);
  });
});
