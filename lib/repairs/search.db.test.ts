import { beforeAll, describe, expect, it } from "vitest";
import { listTickets } from "@/lib/repairs/queries";
import { type Claims, openServiceSql } from "@/testing/db";
import { userDbAs } from "@/testing/user-db";
import { customerOf, type Desk, makeDesk, type Opened } from "./test-desk";

const sql = openServiceSql();
let desk: Desk;
let farah: Opened;
let kumar: Opened;
beforeAll(async () => {
  desk = await makeDesk(sql);
  farah = await desk.openTicket({
    customer: { name: "Farah Nadia", phone: "+60121110011", locale: "ms" },
    device: { category: "phone", brand: "Apple", model: "iPhone 11", imei: "356938035643809" },
    problem: "Bateri 50% sahaja",
  });
  kumar = await desk.openTicket({
    customer: { name: "Kumar", phone: "+60121110012", locale: "en" },
    device: { category: "phone", brand: "Apple", model: "iPhone 12", serial: "F17X9" },
    problem: "Skrin pecah",
  });
  const other = await makeDesk(sql);
  await other.openTicket({ customer: { name: "Farah Lain", phone: "+60121110013", locale: "ms" } });
});

const PAGE = { q: "", sort: "created_at", descending: true, page: 1, pageSize: 50, from: 0, to: 49 };
async function found(q: string, claims: Claims = desk.technician, filter: Partial<{ phase: "NEW" | "READY" }> = {}) {
  const all = { q, outletId: null, technician: null, status: null, phase: null, ...filter };
  const { tickets, total } = await listTickets(userDbAs(claims), desk.shop.tenantId, all, PAGE);
  expect(total.count).toBe(tickets.length);
  return tickets.map((ticket) => ticket.number);
}

describe("tickets are found", () => {
  it("by number, customer, device and problem, whatever the capitals", async () => {
    for (const q of [farah.number.toLowerCase(), "FARAH", "iphone 11", "3569380356", "bateri"])
      expect(await found(q)).toEqual([farah.number]);
    expect(await found("f17x9")).toEqual([kumar.number]);
  });

  it("when every word is somewhere, newest first", async () => {
    expect(await found("apple")).toEqual([kumar.number, farah.number]);
    expect(await found("farah apple sahaja")).toEqual([farah.number]);
    expect(await found("farah kumar")).toEqual([]);
  });

  it("under the name a customer has now", async () => {
    await sql`update public.customers set name = 'Kumaran' where tenant_id = ${desk.shop.tenantId} and name = 'Kumar'`;
    expect(await found("kumaran")).toEqual([kumar.number]);
  });

  it("by signs as they are: % and _ stand for themselves", async () => {
    expect(await found("50%")).toEqual([farah.number]);
    expect(await found("9%2")).toEqual([]);
    expect(await found("_")).toEqual([]);
  });

  it("within the other filters", async () => {
    expect(await found("apple", desk.technician, { phase: "READY" })).toEqual([]);
    expect(await found("apple", desk.technician, { phase: "NEW" })).toHaveLength(2);
  });

  it("by nobody of another outlet, and by no customer", async () => {
    const branch = await desk.shop.outlet("B2");
    expect(await found("apple", await desk.shop.member("technician", [branch]))).toEqual([]);
    expect(await found("apple", customerOf(desk.shop.tenantId, crypto.randomUUID()))).toEqual([]);
  });
});
