import { beforeAll, describe, expect, it } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { call, type Desk, makeDesk, refusal } from "./test-desk";

const sql = openServiceSql();
let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk(sql);
});

const move = (ticketId: string, status: string, who = desk.technician) =>
  actAs(sql, who, (tx) => tx`select public.set_ticket_status(${ticketId}, ${status})`);
const ticket = async (id: string) => {
  const [row] = await sql`select * from public.repair_tickets where id = ${id}`;
  return row ?? {};
};
const kinds = async (id: string) =>
  (await sql`select kind from public.repair_events where ticket_id = ${id} order by id`).map((row) => row["kind"]);

describe("tickets", () => {
  it("numbers them without gaps per outlet and writes the ledger", async () => {
    const fresh = await makeDesk(sql);
    const first = await fresh.openTicket();
    await refusal(fresh.openTicket({ device_id: crypto.randomUUID() }));
    const second = await fresh.openTicket();
    expect([first.number, second.number]).toEqual(["T-HQ-000001", "T-HQ-000002"]);
    expect(await kinds(first.id)).toEqual(["CREATED"]);
  });

  it("makes one ticket of the same submit twice, even at once", async () => {
    const client_id = crypto.randomUUID();
    const [a, b] = await Promise.all([
      desk.openTicket({ client_id, ack: "Tiket {number}" }),
      desk.openTicket({ client_id, ack: "Tiket {number}" }),
    ]);
    expect(a.id).toBe(b.id);
    expect([a.duplicate, b.duplicate].filter(Boolean)).toHaveLength(1);
    const messages = await sql`select body from public.messages where id in (${a.message_id}, ${b.message_id})`;
    expect(messages.map((row) => row["body"])).toEqual([`Tiket ${a.number}`]);
  });

  it("refuses a jump the table does not know, whoever writes", async () => {
    const { id } = await desk.openTicket();
    expect(await refusal(move(id, "ready"))).toBe("repair.bad_transition");
    expect(await refusal(move(id, "collected"))).toBe("repair.bad_transition");
    expect(await refusal(sql`update public.repair_tickets set status = 'ready' where id = ${id}`)).toBe(
      "repair.bad_transition",
    );
    expect(await refusal(move(id, "awaiting_approval"))).toBe("repair.needs_step");
    await move(id, "diagnosing");
    expect(await refusal(sql`update public.repair_tickets set status = 'approved' where id = ${id}`)).toBe(
      "repair.not_approved",
    );
    expect(await refusal(sql`update public.repair_tickets set status = 'awaiting_approval' where id = ${id}`)).toBe(
      "repair.no_estimate",
    );
  });

  it("keeps phase and times with the status", async () => {
    const { id } = await desk.openTicket();
    await move(id, "diagnosing");
    await move(id, "repairing");
    expect(await ticket(id)).toMatchObject({ phase: "IN_PROGRESS", ready_at: null });
    await call(sql, desk.technician, "mark_ready", { ticket_id: id, body: "Siap {number} {token}" });
    expect((await ticket(id))["ready_at"]).not.toBeNull();
    await call(sql, desk.technician, "hand_over", { ticket_id: id, collected_by: "Aminah" });
    expect(await ticket(id)).toMatchObject({ phase: "CLOSED", collected_by: "Aminah" });
    expect(await kinds(id)).toEqual(["CREATED", "STATUS", "STATUS", "STATUS", "READY", "STATUS", "COLLECTED"]);
  });

  it("sends the READY message once, exactly as shown", async () => {
    const { id, number } = await desk.openTicket();
    await move(id, "diagnosing");
    const press = () =>
      call(sql, desk.technician, "mark_ready", { ticket_id: id, body: "Peranti {number} siap. Buka 10 pagi." });
    await Promise.all([press(), press()]);
    const sent =
      await sql`select m.body from public.messages m join public.wa_outbox o on o.message_id = m.id where o.key like ${`ticket-ready:${id}%`}`;
    expect(sent.map((row) => row["body"])).toEqual([`Peranti ${number} siap. Buka 10 pagi.`]);
  });

  it("shows exactly the buttons that the same person may press", async () => {
    const { id } = await desk.openTicket();
    const moves = (who = desk.technician) =>
      actAs(sql, who, (tx) => tx`select to_key, via from public.ticket_moves(${id})`);
    expect((await moves()).map((row) => row["to_key"])).toEqual(["diagnosing", "awaiting_approval", "cancelled"]);
    expect(await moves(await desk.shop.member("supervisor"))).toEqual([]);
    expect(await moves((await makeDesk(sql)).technician)).toEqual([]);
  });

  it("asks for payment before hand-over, or for a reason", async () => {
    const { id } = await desk.openTicket();
    const estimate = await desk.propose(id, 18000);
    await actAs(
      sql,
      desk.technician,
      (tx) => tx`select public.decide_estimate_by_staff(${estimate.id}, 'approve', 'Setuju melalui telefon')`,
    );
    await move(id, "repairing");
    await call(sql, desk.technician, "mark_ready", { ticket_id: id });
    const cashier = await desk.shop.member("cashier");
    expect(await refusal(call(sql, cashier, "hand_over", { ticket_id: id }))).toBe("repair.unpaid");
    await call(sql, cashier, "hand_over", { ticket_id: id, unpaid_reason: "Pelanggan syarikat, bayar hujung bulan" });
    expect(await ticket(id)).toMatchObject({ status: "collected" });
  });

  it("never loses or rewrites an event", async () => {
    const { id } = await desk.openTicket();
    expect(await refusal(sql`update public.repair_events set body = 'x' where ticket_id = ${id}`)).toBe(
      "ledger.append_only",
    );
    expect(await refusal(sql`delete from public.repair_events where ticket_id = ${id}`)).toBe("ledger.append_only");
  });

  it("reuses the customer's own device by IMEI, never another customer's", async () => {
    const device = { category: "phone", brand: "Apple", model: "iPhone 13", imei: "490154203237518" };
    const mine = await desk.openTicket({ device });
    const again = await desk.openTicket({ device });
    const other = await desk.openTicket({ device, customer: { name: "Lim", phone: "+60121119999", locale: "en" } });
    const ids = await Promise.all([mine, again, other].map(async (one) => (await ticket(one.id))["device_id"]));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe("parts", () => {
  const level = async () => {
    const [row] = await sql<
      { on_hand: string }[]
    >`select on_hand from public.stock_levels where product_id = ${desk.productId}`;
    return Number(row?.on_hand);
  };

  it("leave stock when taken, come back when returned, each once", async () => {
    const { id } = await desk.openTicket();
    const before = await level();
    const client_id = crypto.randomUUID();
    const take = () =>
      call(sql, desk.technician, "use_part", { client_id, ticket_id: id, product_id: desk.productId, quantity: 2 });
    const part = await take();
    await take();
    expect(await level()).toBe(before - 2);
    const { id: part_id } = part as { id: string };
    const back = crypto.randomUUID();
    await call(sql, desk.technician, "return_part", { client_id: back, part_id, quantity: 1 });
    await call(sql, desk.technician, "return_part", { client_id: back, part_id, quantity: 1 });
    expect(await level()).toBe(before - 1);
    expect(
      await refusal(
        call(sql, desk.technician, "return_part", { client_id: crypto.randomUUID(), part_id, quantity: 5 }),
      ),
    ).toBe("repair.part_returned");
    expect(await refusal(sql`update public.ticket_parts set quantity = 9 where id = ${part_id}`)).toBe(
      "ledger.append_only",
    );
  });

  it("are refused whole when the shelf has too few", async () => {
    const { id } = await desk.openTicket();
    const work = call(sql, desk.technician, "use_part", {
      client_id: crypto.randomUUID(),
      ticket_id: id,
      product_id: desk.productId,
      quantity: 500,
    });
    expect(await refusal(work)).toBe("stock.insufficient");
    expect(await sql`select 1 from public.ticket_parts where ticket_id = ${id}`).toHaveLength(0);
    expect(await kinds(id)).toEqual(["CREATED"]);
  });

  it("billed but never booked out leave the shelf with the payment, booked ones do not leave twice", async () => {
    const { id } = await desk.openTicket();
    const before = await level();
    const lines = [{ product_id: desk.productId, description: "Skrin", quantity: 2, unit_price_sen: 1000 }];
    const estimate = await desk.propose(id, 0, { lines, expected_total_sen: 2000 });
    await actAs(
      sql,
      desk.technician,
      (tx) => tx`select public.decide_estimate_by_staff(${estimate.id}, 'approve', 'di kaunter')`,
    );
    await call(sql, desk.technician, "use_part", {
      client_id: crypto.randomUUID(),
      ticket_id: id,
      product_id: desk.productId,
      quantity: 1,
    });
    const sale = crypto.randomUUID();
    await sql`select private.ticket_settled(${desk.shop.tenantId}, ${id}, ${sale})`;
    await sql`select private.ticket_settled(${desk.shop.tenantId}, ${id}, ${sale})`;
    expect(await level()).toBe(before - 2);
    expect(
      await refusal(sql`select private.ticket_settled(${desk.shop.tenantId}, ${id}, ${crypto.randomUUID()})`),
    ).toBe("repair.already_settled");
  });
});
