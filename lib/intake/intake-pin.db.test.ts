/** What opens the device, typed at the counter's form: kept for the technician, and nowhere else. */
import { beforeAll, describe, expect, it } from "vitest";
import { publicDb } from "@/lib/db/clients";
import { intakeInput } from "@/lib/intake/schema";
import { submitIntake } from "@/lib/intake/submit-intake";
import { type Desk, makeDesk } from "@/lib/repairs/test-desk";
import { revealUnlock } from "@/lib/repairs/unlock-vault";
import { openServiceSql } from "@/testing/db";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let desk: Desk;
let slug = "";
beforeAll(async () => {
  desk = await makeDesk(sql);
  const [row] = await sql<
    { intake_slug: string }[]
  >`select intake_slug from public.outlets where id = ${desk.shop.outletId}`;
  slug = row?.intake_slug ?? "";
});

const ask = (mode: string) =>
  sql`update public.intake_forms set fields = fields || ${sql.json({ pin: mode })} where tenant_id = ${desk.shop.tenantId}`;

let phones = 0;
async function submit(fields: Record<string, string>, clientId: string = crypto.randomUUID()) {
  phones += 1;
  const input = intakeInput.parse({
    slug,
    clientId,
    name: "Siti",
    phone: `013-888${String(phones).padStart(4, "0")}`,
    category: "phone",
    model: "A52",
    problem: "Skrin pecah",
    terms: "on",
    ...fields,
  });
  const result = await submitIntake(publicDb(), "ms", crypto.randomUUID(), input);
  const [ticket] = await sql<{ id: string }[]>`
    select ticket_id as id from public.intake_submissions where tenant_id = ${desk.shop.tenantId} and client_id = ${clientId}`;
  return { result, ticketId: ticket?.id ?? "" };
}
const seen = (ticketId: string) => revealUnlock(userDbAs(desk.technician), desk.shop.tenantId, ticketId, "uji skrin");

describe("the intake form", () => {
  it("does not keep a PIN it does not ask for", async () => {
    const { result, ticketId } = await submit({ pin: "771204" });
    expect(result).toMatchObject({ ok: true });
    expect(await seen(ticketId)).toMatchObject({ ok: false, code: "secret.none" });
  });

  it("keeps the PIN or pattern encrypted with the ticket, apart from what was typed, and once", async () => {
    await ask("optional");
    const clientId = crypto.randomUUID();
    const first = await submit({ pin: "771204" }, clientId);
    expect(await seen(first.ticketId)).toEqual({ ok: true, value: { kind: "pin", value: "771204" } });
    await submit({ pin: "000000" }, clientId);
    expect(await seen(first.ticketId)).toMatchObject({ value: { value: "771204" } });
    const events =
      await sql`select actor_kind from public.repair_events where ticket_id = ${first.ticketId} and kind = 'PIN_SET'`;
    expect(events).toHaveLength(1);
    const drawn = await submit({ pattern: "14789" });
    expect(await seen(drawn.ticketId)).toEqual({ ok: true, value: { kind: "pattern", value: "14789" } });
    expect((await submit({})).result).toMatchObject({ ok: true });
    const kept = await sql<
      { text: string }[]
    >`select payload::text as text from public.intake_submissions where tenant_id = ${desk.shop.tenantId}`;
    for (const { text } of kept) expect(text).not.toMatch(/771204|14789|"pin"|"pattern"/);
  });

  it("insists when the shop does, and takes either", async () => {
    await ask("required");
    expect((await submit({})).result).toMatchObject({ ok: false, fields: { pin: "input.required" } });
    expect((await submit({ pattern: "1236" })).result).toMatchObject({ ok: true });
  });
});
