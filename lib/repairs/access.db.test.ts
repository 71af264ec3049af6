import { beforeAll, describe, expect, it } from "vitest";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import {
  call,
  customerOf,
  type Desk,
  estimateInput,
  makeDesk,
  type Opened,
  type Proposed,
  refusal,
  VISITOR,
} from "./test-desk";

const sql = openServiceSql();
let desk: Desk;
let other: Desk;
let mine: Opened;
let price: Proposed;
let partId = "";
let customerId = "";
beforeAll(async () => {
  desk = await makeDesk(sql);
  other = await makeDesk(sql);
  mine = await desk.openTicket();
  const part = await call(sql, desk.technician, "use_part", {
    client_id: crypto.randomUUID(),
    ticket_id: mine.id,
    product_id: desk.productId,
    quantity: 1,
  });
  partId = String((part as { id: string }).id);
  await call(sql, desk.technician, "add_ticket_photo", {
    client_id: crypto.randomUUID(),
    ticket_id: mine.id,
    stage: "before",
    path: `${desk.shop.tenantId}/repairs/${mine.id}/a.jpg`,
    mime: "image/jpeg",
    bytes: 9,
  });
  price = await desk.propose(mine.id, 18000);
  const [row] = await sql<
    { customer_id: string }[]
  >`select customer_id from public.repair_tickets where id = ${mine.id}`;
  customerId = row?.customer_id ?? "";
  const [outlet] = await sql<
    { intake_slug: string }[]
  >`select intake_slug from public.outlets where id = ${desk.shop.outletId}`;
  await call(sql, VISITOR, "submit_intake", {
    slug: outlet?.intake_slug,
    client_id: crypto.randomUUID(),
    consents: { terms: true },
    answers: { name: "Siti", phone: "+60137770000", category: "phone", model: "Reno 8", problem: "x" },
  });
});

const TABLES = [
  "repair_statuses",
  "repair_transitions",
  "repair_tickets",
  "repair_events",
  "estimates",
  "estimate_lines",
  "ticket_parts",
  "ticket_photos",
  "repair_board",
  "intake_forms",
  "intake_submissions",
] as const;
const rows = async (claims: Claims, table: string) =>
  (
    await actAs(sql, claims, (tx) =>
      tx.unsafe(`select tenant_id from public.${table} where tenant_id = $1`, [desk.shop.tenantId]),
    )
  ).length;

describe.each(TABLES)("%s", (table) => {
  it("is read by the shop's own people, not by another tenant, a visitor or nobody", async () => {
    expect(await rows(desk.shop.owner, table)).toBeGreaterThan(0);
    expect(await rows(other.shop.owner, table)).toBe(0);
    expect(await rows(VISITOR, table)).toBe(0);
    expect(await rows({}, table)).toBe(0);
  });

  it("is never written directly", async () => {
    const write = (text: string) => refusal(actAs(sql, desk.shop.owner, (tx) => tx.unsafe(text)));
    expect(await write(`delete from public.${table}`)).toMatch(/permission denied|cannot delete/);
    expect(await write(`update public.${table} set tenant_id = tenant_id`)).toMatch(/permission denied|cannot update/);
    expect(await write(`insert into public.${table} default values`)).toMatch(/permission denied|cannot insert/);
  });
});

describe("roles", () => {
  it("a person of another outlet finds no ticket", async () => {
    const far = await desk.shop.member("technician", [await desk.shop.outlet("KL2")]);
    expect(await rows(far, "repair_tickets")).toBe(0);
    expect(await refusal(actAs(sql, far, (tx) => tx`select public.set_ticket_status(${mine.id}, 'diagnosing')`))).toBe(
      "input.not_found",
    );
    expect(
      await refusal(call(sql, far, "create_ticket", { client_id: crypto.randomUUID(), outlet_id: desk.shop.outletId })),
    ).toBe("auth.wrong_outlet");
  });

  it("typed contact data of the form is hidden from who may not see contact data", async () => {
    expect(await rows(desk.technician, "intake_submissions")).toBe(0);
  });

  it("the chatting customer reads his own ticket and price, nobody else's and nothing of the workshop", async () => {
    const me = customerOf(desk.shop.tenantId, customerId);
    expect(await rows(me, "repair_tickets")).toBe(1);
    expect(await rows(me, "estimates")).toBe(1);
    expect(await rows(me, "estimate_lines")).toBe(1);
    for (const table of ["repair_events", "ticket_parts", "ticket_photos", "intake_submissions", "repair_transitions"])
      expect(await rows(me, table)).toBe(0);
    const stranger = customerOf(desk.shop.tenantId, crypto.randomUUID());
    for (const table of TABLES.filter((name) => name !== "repair_statuses"))
      expect(await rows(stranger, table)).toBe(0);
    const crossed = customerOf(other.shop.tenantId, customerId);
    for (const table of TABLES) expect(await rows(crossed, table)).toBe(0);
  });
});

describe("functions", () => {
  const attempts: [string, (who: Claims) => Promise<unknown>][] = [
    [
      "create_ticket",
      (who) =>
        call(sql, who, "create_ticket", {
          client_id: crypto.randomUUID(),
          outlet_id: desk.shop.outletId,
          customer: { name: "X" },
          device: { model: "Y" },
          problem: "Z",
        }),
    ],
    [
      "set_ticket_status",
      (who) => actAs(sql, who, (tx) => tx`select public.set_ticket_status(${mine.id}, 'diagnosing')`),
    ],
    [
      "update_ticket",
      (who) => actAs(sql, who, (tx) => tx`select public.update_ticket(${mine.id}, '{"storage":"A1"}')`),
    ],
    ["assign_technician", (who) => actAs(sql, who, (tx) => tx`select public.assign_technician(${mine.id}, null)`)],
    ["add_ticket_note", (who) => actAs(sql, who, (tx) => tx`select public.add_ticket_note(${mine.id}, 'x', false)`)],
    [
      "use_part",
      (who) =>
        call(sql, who, "use_part", {
          client_id: crypto.randomUUID(),
          ticket_id: mine.id,
          product_id: desk.productId,
          quantity: 1,
        }),
    ],
    ["return_part", (who) => call(sql, who, "return_part", { client_id: crypto.randomUUID(), part_id: partId })],
    [
      "add_ticket_photo",
      (who) =>
        call(sql, who, "add_ticket_photo", {
          client_id: crypto.randomUUID(),
          ticket_id: mine.id,
          stage: "after",
          path: `${desk.shop.tenantId}/x`,
          mime: "image/png",
          bytes: 1,
        }),
    ],
    ["mark_ready", (who) => call(sql, who, "mark_ready", { ticket_id: mine.id })],
    ["hand_over", (who) => call(sql, who, "hand_over", { ticket_id: mine.id })],
    ["propose_estimate", (who) => call(sql, who, "propose_estimate", estimateInput(mine.id, 100))],
    [
      "decide_estimate_by_staff",
      (who) => actAs(sql, who, (tx) => tx`select public.decide_estimate_by_staff(${price.id}, 'approve', 'saya kata')`),
    ],
    ["ticket_links", (who) => actAs(sql, who, (tx) => tx`select public.ticket_links(${mine.id})`)],
    ["save_intake_form", (who) => call(sql, who, "save_intake_form", { fields: {}, texts: {} })],
  ];

  it.each(attempts)("%s refuses another tenant, a visitor, the customer and nobody", async (_name, attempt) => {
    const refused = /^(auth\.forbidden|auth\.wrong_outlet|input\.not_found|input\.invalid|permission denied.*)$/;
    for (const who of [other.shop.owner, VISITOR, customerOf(desk.shop.tenantId, customerId), {}])
      expect(await refusal(attempt(who))).toMatch(refused);
    expect(await sql`select 1 from public.estimates where id = ${price.id} and state = 'proposed'`).toHaveLength(1);
  });

  it.each(attempts.filter(([name]) => !["ticket_links", "hand_over"].includes(name)))(
    "%s is above a cashier",
    async (_name, attempt) => {
      expect(await refusal(attempt(await desk.shop.member("cashier")))).toMatch(/^(auth\.forbidden|input\.not_found)$/);
    },
  );

  it("nobody calls the deciding core or another tenant's photo folder", async () => {
    const direct = actAs(
      sql,
      desk.shop.owner,
      (tx) => tx`select private.decide_estimate(${desk.shop.tenantId}, ${price.id}, 'approve', 'staff')`,
    );
    expect(await refusal(direct)).toMatch(/permission denied/);
    const foreign = call(sql, desk.technician, "add_ticket_photo", {
      client_id: crypto.randomUUID(),
      ticket_id: mine.id,
      stage: "after",
      path: `${other.shop.tenantId}/repairs/x.jpg`,
      mime: "image/jpeg",
      bytes: 1,
    });
    expect(await refusal(foreign)).toBe("input.invalid");
  });
});
