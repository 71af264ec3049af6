/** An address to which WhatsApp delivers nothing is left alone until something is heard from it, or staff say so. */
import { beforeAll, describe, expect, it } from "vitest";
import { allowAgain, listUnreachable } from "@/lib/customers/unreachable";
import { call, type Desk, makeDesk, runnerOf } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let desk: Desk;
let people = 0;

beforeAll(async () => {
  desk = await makeDesk(sql);
});

/** Somebody who has written once, long ago. */
async function somebody() {
  people += 1;
  const phone = `+601233300${String(people).padStart(2, "0")}`;
  const messageId = await desk.receive(phone, { body: "Hai" });
  const [row] = await sql<{ conversation_id: string; customer_id: string; channel_id: string }[]>`
    update public.conversations as c set last_inbound_at = now() - interval '2 days' from public.messages as m
     where m.id = ${messageId} and c.id = m.conversation_id returning m.conversation_id, m.customer_id, m.channel_id`;
  if (!row) throw new Error("no thread");
  return { phone, conversation: row.conversation_id, customer: row.customer_id, channel: row.channel_id };
}

async function says(conversation_id: string): Promise<string> {
  const p = { conversation_id, key: crypto.randomUUID(), kind: "text", body: "Salam" };
  const answer = await call(sql, desk.shop.owner, "reply", p);
  return String((answer as { message_id: string }).message_id);
}
const told = (message: string, state: string, error: string | null = null) =>
  actAs(
    sql,
    runnerOf(desk.shop.tenantId),
    (tx) => tx`select public.set_message_status(${message}, ${state}, ${error}, ${sql.json({ failure: "contact" })})`,
  );
/** A message that Meta could not deliver; told of it twice. */
async function fails(conversation: string): Promise<string> {
  const id = await says(conversation);
  await told(id, "accepted");
  for (const _ of [1, 2]) await told(id, "failed", "send.undeliverable");
  return id;
}
const closed = async (customer: string) => (await listUnreachable(userDbAs(desk.shop.owner), customer)).length > 0;

describe("three failures in a row", () => {
  it("close the address: nothing more is sent there, and what waited fails too", async () => {
    const { conversation, customer, phone } = await somebody();
    await fails(conversation);
    await fails(conversation);
    expect(await closed(customer)).toBe(false);
    const waiting = await says(conversation);
    await fails(conversation);
    expect(await listUnreachable(userDbAs(desk.shop.owner), customer)).toMatchObject([
      { kind: "phone", address: phone, failures: 3 },
    ]);
    const [row] = await sql`select status, error from public.messages where id = ${waiting}`;
    expect(row).toEqual({ status: "failed", error: "customer.unreachable" });
    await expect(says(conversation)).rejects.toThrow("customer.unreachable");
    await expect(actAs(sql, desk.shop.owner, (tx) => tx`select public.retry_message(${waiting})`)).rejects.toThrow(
      "customer.unreachable",
    );
    expect(await sql`select 1 from private.unreachable where tenant_id = ${desk.shop.tenantId}`).toHaveLength(1);
  });

  it("do not count when they are another failure, older than 30 days, or one message told twice", async () => {
    const { conversation, customer } = await somebody();
    const old = await fails(conversation);
    await sql`update public.wa_outbox set failed_at = now() - interval '31 days' where message_id = ${old}`;
    for (const error of ["send.withheld", "send.window_closed", "send.not_on_test_list"])
      await told(await says(conversation), "failed", error);
    await fails(conversation);
    await fails(conversation);
    expect(await closed(customer)).toBe(false);
  });

  it("do not count across something that was heard in between", async () => {
    const { conversation, customer, phone } = await somebody();
    await fails(conversation);
    await fails(conversation);
    await desk.receive(phone, { body: "Ada?" });
    await fails(conversation);
    expect(await closed(customer)).toBe(false);
    await told(await says(conversation), "delivered");
    for (const _ of [1, 2]) await fails(conversation);
    expect(await closed(customer)).toBe(false);
  });
});

describe("the address is open again", () => {
  const close = async () => {
    const person = await somebody();
    for (const _ of [1, 2, 3]) await fails(person.conversation);
    expect(await closed(person.customer)).toBe(true);
    return person;
  };

  it("once he writes, and the count begins anew", async () => {
    const { conversation, customer, phone } = await close();
    await desk.receive(phone, { body: "Saya tukar telefon" });
    expect(await closed(customer)).toBe(false);
    await fails(conversation);
    expect(await closed(customer)).toBe(false);
  });

  it("when he writes under another of his names", async () => {
    const { customer, phone, channel } = await close();
    await call(sql, runnerOf(desk.shop.tenantId), "record_inbound_message", {
      channel_id: channel,
      provider_id: crypto.randomUUID(),
      sender: { kind: "lid", value: `77${phone.slice(-8)}`, phone },
      kind: "text",
      body: "Hai",
    });
    expect(await closed(customer)).toBe(false);
  });

  it("not by what he wrote before it was closed, and by history that is younger", async () => {
    const { customer, phone, channel } = await close();
    const history = (sent_at: Date) =>
      call(sql, runnerOf(desk.shop.tenantId), "record_inbound_message", {
        channel_id: channel,
        provider_id: crypto.randomUUID(),
        source: "history",
        sender: { kind: "phone", value: phone },
        kind: "text",
        body: "Dulu",
        sent_at: sent_at.toISOString(),
      });
    await history(new Date(Date.now() - 86_400_000));
    expect(await closed(customer)).toBe(true);
    await history(new Date(Date.now() + 60_000));
    expect(await closed(customer)).toBe(false);
  });

  it("when something on its way arrives after all", async () => {
    const { conversation, customer } = await somebody();
    const late = await says(conversation);
    await told(late, "accepted");
    for (const _ of [1, 2, 3]) await fails(conversation);
    expect(await closed(customer)).toBe(true);
    for (const _ of [1, 2]) await told(late, "delivered");
    expect(await closed(customer)).toBe(false);
  });

  it("when staff who may answer say so: told once in the log, harmless twice, of no other shop", async () => {
    const { conversation, customer } = await close();
    const other = await makeDesk(sql);
    expect(await allowAgain(userDbAs(other.shop.owner), customer)).toMatchObject({ code: "input.not_found" });
    expect(await allowAgain(userDbAs(desk.shop.claims.technician), customer)).toMatchObject({ code: "auth.forbidden" });
    expect(await listUnreachable(userDbAs(other.shop.owner), customer)).toEqual([]);
    for (const _ of [1, 2])
      expect(await allowAgain(userDbAs(desk.shop.claims.agent), customer)).toMatchObject({ ok: true });
    expect(await closed(customer)).toBe(false);
    const log = await sql`select 1 from public.audit_log where row_id = ${customer} and after = '{"reachable": true}'`;
    expect(log).toHaveLength(1);
    await fails(conversation);
    await fails(conversation);
    expect(await closed(customer)).toBe(false);
    await fails(conversation);
    expect(await closed(customer)).toBe(true);
  });
});

describe("the work of the shop", () => {
  it("goes on: a device is ready though nothing is sent, and a masked phone stays masked", async () => {
    const { id } = await desk.openTicket({ ack: "Terima kasih {number}" });
    const [row] = await sql<{ id: string; customer_id: string }[]>`
      select c.id, c.customer_id from public.conversations as c join public.repair_tickets as t on t.customer_id = c.customer_id where t.id = ${id}`;
    for (const _ of [1, 2, 3]) await fails(row?.id ?? "");
    for (const status of ["diagnosing", "repairing"])
      await actAs(sql, desk.technician, (tx) => tx`select public.set_ticket_status(${id}, ${status})`);
    expect(
      await call(sql, desk.technician, "mark_ready", { ticket_id: id, body: "Sudah siap {number}" }),
    ).toMatchObject({ status: "ready", message_id: null });
    const [seen] = await listUnreachable(userDbAs(desk.technician), row?.customer_id ?? "");
    expect(seen?.address).toMatch(/[•*·x]/);
  });
});
