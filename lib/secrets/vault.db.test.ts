/** Secrets in the database: who may set, see and use them, and that nobody reads them past that. */
import { describe, expect, it } from "vitest";
import { systemDb } from "@/lib/db/clients";
import { makeDesk, refusal, VISITOR } from "@/lib/repairs/test-desk";
import { removeSecret, revealSecret, secretStatus, setSecret, takeSecret } from "@/lib/secrets/vault";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { addMember, makeShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
const PIN = JSON.stringify({ kind: "pin", value: "480917" });

async function ticketWithPin() {
  const desk = await makeDesk(sql);
  const { id } = await desk.openTicket();
  const place = { tenantId: desk.shop.tenantId, kind: "device_pin", ref: id };
  expect(await setSecret(userDbAs(desk.technician), place, PIN)).toEqual({ ok: true, value: true });
  return { desk, id, place, shop: desk.shop, technician: desk.technician };
}
const eventsOf = (ticket: string) =>
  sql<{ kind: string; actor_id: string | null; body: string | null; is_public: boolean }[]>`
    select kind, actor_id, body, is_public from public.repair_events where ticket_id = ${ticket} and kind like 'PIN%' order by id`;
const isKept = async (ticket: string): Promise<boolean> =>
  (await sql`select 1 from private.secrets where ref = ${ticket}`).length > 0;
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

describe("the table", () => {
  it("is readable and writable by no role of the API", async () => {
    for (const role of ["anon", "authenticated", "service_role"]) {
      for (const statement of [
        "select 1 from private.secrets",
        "update private.secrets set hint = 'x'",
        "delete from private.secrets",
        "insert into private.secrets (tenant_id, kind, ref, ciphertext) values (gen_random_uuid(), 'device_pin', 'x', 'x')",
        "select 1 from private.secret_kinds",
      ]) {
        const attempt = sql.begin(async (tx) => {
          await tx.unsafe(`set local role ${role}`);
          await tx.unsafe(statement);
        });
        await expect(attempt, `${role}: ${statement}`).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  it("holds nothing that was not encrypted", async () => {
    const { tenantId } = await makeShop(sql);
    for (const text of ["1234", "v1.1.abc.def", `v1.0.${"a".repeat(16)}.${"b".repeat(22)}`]) {
      const attempt = sql`insert into private.secrets (tenant_id, kind, ref, ciphertext) values (${tenantId}, 'device_pin', 'x', ${text})`;
      await expect(attempt, text).rejects.toThrow();
    }
  });
});

describe("the PIN of a device", () => {
  it("is seen with a reason by whoever works on the device, and each look is told", async () => {
    const { id, place, shop, technician } = await ticketWithPin();
    const owner = userDbAs(shop.owner);
    expect(await revealSecret(owner, place, "Uji skrin selepas tukar")).toEqual({ ok: true, value: PIN });
    expect(await revealSecret(userDbAs(technician), place, "tes")).toMatchObject({ ok: true });
    expect(await eventsOf(id)).toEqual([
      { kind: "PIN_SET", actor_id: technician.sub, body: null, is_public: false },
      { kind: "PIN_VIEWED", actor_id: shop.owner.sub, body: "Uji skrin selepas tukar", is_public: false },
      { kind: "PIN_VIEWED", actor_id: technician.sub, body: "tes", is_public: false },
    ]);
    const told = await sql`
      select action, person_id, before, after from public.audit_log where tenant_id = ${shop.tenantId} and table_name = 'secrets' and row_id = ${id} order by id`;
    expect(told).toMatchObject([
      { action: "insert", person_id: technician.sub, before: null, after: { kind: "device_pin", value: "[hidden]" } },
      { action: "reveal", person_id: shop.owner.sub, after: { kind: "device_pin", reason: "Uji skrin selepas tukar" } },
      { action: "reveal", person_id: technician.sub },
    ]);
    const ciphertext = await sql`select ciphertext from private.secrets where ref = ${id}`;
    expect(JSON.stringify(ciphertext)).not.toContain("480917");
  });

  it("needs a reason of at least three letters", async () => {
    const { place, technician } = await ticketWithPin();
    for (const reason of ["", "  ", "ab", "12345", "a b", "x".repeat(201)]) {
      expect(code(await revealSecret(userDbAs(technician), place, reason)), reason).toBe("secret.reason");
    }
  });

  it("is not seen by roles without the right, from another outlet, another shop, a customer, a visitor or a part of the system", async () => {
    const { desk, id, place, shop } = await ticketWithPin();
    const other = await shop.outlet("KJG");
    const elsewhere = await addMember(sql, shop.tenantId, "technician", [other]);
    const stranger = await makeShop(sql);
    const attempts: [string, Claims, string][] = [
      ...(["supervisor", "cashier", "agent", "sales", "renewal"] as const).map((role): [string, Claims, string] => [
        role,
        shop.claims[role],
        "auth.forbidden",
      ]),
      ["technician of another outlet", elsewhere, "input.not_found"],
      ["owner of another shop", stranger.owner, "input.not_found"],
      [
        "customer",
        { sub: "customer:x", actor: "customer", tenant_id: shop.tenantId, customer_id: crypto.randomUUID() },
        "auth.forbidden",
      ],
      ["visitor", VISITOR, "auth.forbidden"],
      ["runner", { sub: "system:wa-runner", actor: "wa-runner", tenant_id: shop.tenantId }, "auth.forbidden"],
    ];
    for (const [who, claims, expected] of attempts) {
      expect(code(await revealSecret(userDbAs(claims), place, "kerana ingin tahu")), who).toBe(expected);
    }
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(["PIN_SET"]);
    expect(code(await revealSecret(userDbAs(desk.technician), { ...place, ref: "not an id" }, "uji sahaja"))).toBe(
      "input.not_found",
    );
    // What another shop keeps under its own name does not open as ours.
    expect(code(await secretStatus(userDbAs(elsewhere), place))).toBe("input.not_found");
    expect(code(await secretStatus(userDbAs(stranger.owner), place))).toBe("input.not_found");
  });

  it("is set and removed by who works on tickets, and its being there is seen by who reads them", async () => {
    const { place, shop, technician, id } = await ticketWithPin();
    for (const role of ["supervisor", "cashier", "renewal"] as const) {
      expect(code(await setSecret(userDbAs(shop.claims[role]), place, PIN)), role).toBe("auth.forbidden");
      expect(code(await removeSecret(userDbAs(shop.claims[role]), place)), role).toBe("auth.forbidden");
    }
    expect(await secretStatus(userDbAs(shop.claims.cashier), place)).toMatchObject({
      ok: true,
      value: { set_by: technician.sub, hint: null },
    });
    expect(code(await secretStatus(userDbAs(shop.claims.renewal), place))).toBe("auth.forbidden");
    expect(await removeSecret(userDbAs(technician), place)).toEqual({ ok: true, value: true });
    expect(await removeSecret(userDbAs(technician), place)).toEqual({ ok: true, value: false });
    expect(await secretStatus(userDbAs(technician), place)).toEqual({ ok: true, value: null });
    expect(code(await revealSecret(userDbAs(technician), place, "uji sahaja"))).toBe("secret.none");
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(["PIN_SET", "PIN_REMOVED"]);
  });

  it("set twice by the same form stays as it was, set by hand is replaced", async () => {
    const { place, technician, shop, id } = await ticketWithPin();
    const intake = systemDb(shop.tenantId, "intake");
    expect(await setSecret(intake, place, "another", { replace: false })).toEqual({ ok: true, value: false });
    expect(await revealSecret(userDbAs(technician), place, "uji sahaja")).toMatchObject({ value: PIN });
    expect(await setSecret(userDbAs(technician), place, "another", { hint: "ther" })).toEqual({
      ok: true,
      value: true,
    });
    expect(await revealSecret(userDbAs(technician), place, "uji sahaja")).toMatchObject({ value: "another" });
    // Four characters of a PIN are all of it.
    expect(await secretStatus(userDbAs(technician), place)).toMatchObject({ value: { hint: null } });
    expect((await eventsOf(id)).filter(({ kind }) => kind === "PIN_SET")).toHaveLength(2);
  });

  it.each([
    ["handed over", "ready", "collected"],
    ["cancelled", "diagnosing", "cancelled"],
  ])(
    "is destroyed in the transaction in which the device is %s, and can then neither be seen nor set",
    async (_how, before, after) => {
      const { id, place, technician } = await ticketWithPin();
      await sql`update public.repair_tickets set status = 'diagnosing' where id = ${id}`;
      if (before === "ready") await sql`update public.repair_tickets set status = 'ready' where id = ${id}`;
      expect(code(await revealSecret(userDbAs(technician), place, "uji sahaja"))).toBe("ok");
      await sql
        .begin(async (tx) => {
          await tx`update public.repair_tickets set status = ${after} where id = ${id}`;
          expect(await tx`select 1 from private.secrets where ref = ${id}`).toHaveLength(0);
          throw new Error("taken back");
        })
        .catch(() => undefined);
      expect(await isKept(id)).toBe(true);
      await sql`update public.repair_tickets set status = ${after} where id = ${id}`;
      expect(await isKept(id)).toBe(false);
      for (const attempt of [
        await revealSecret(userDbAs(technician), place, "uji sahaja"),
        await setSecret(userDbAs(technician), place, PIN),
      ]) {
        expect(code(attempt)).toBe("repair.closed");
      }
      expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: "PIN_DESTROYED" });
      const [last] =
        await sql`select action from public.audit_log where table_name = 'secrets' and row_id = ${id} order by id desc limit 1`;
      expect(last).toEqual({ action: "delete" });
      // Opened again it starts without one.
      await sql`update public.repair_tickets set status = ${after === "collected" ? "ready" : "pending"} where id = ${id}`;
      expect(code(await revealSecret(userDbAs(technician), place, "uji sahaja"))).toBe("secret.none");
    },
  );

  it("stands nowhere else in the database", async () => {
    const { desk, id, place, technician, shop } = await ticketWithPin();
    await revealSecret(userDbAs(technician), place, "uji sahaja");
    await removeSecret(userDbAs(technician), place);
    await desk.openTicket();
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class as c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`;
    for (const { name } of tables) {
      const found = await sql.unsafe(`select 1 from ${name} as t where t::text like '%480917%' limit 1`);
      expect(found, name).toHaveLength(0);
    }
    const found = await actAs(sql, shop.owner, (tx) => tx`select public.search_all('480917') as found`).catch(() => []);
    expect(JSON.stringify(found)).not.toContain(id);
  });

  it("is not looked up by the hundred", async () => {
    const { place, technician } = await ticketWithPin();
    let last = "ok";
    for (let looks = 0; looks < 61 && last === "ok"; looks += 1) {
      last = (
        await refusal(
          actAs(sql, technician, (tx) => tx`select public.reveal_secret('device_pin', ${place.ref}, 'uji sahaja')`),
        )
      ).replace("(allowed)", "ok");
    }
    expect(last).toBe("secret.too_many");
  });
});

describe("the shop's own key of the AI provider", () => {
  const KEY = "sk-proj-abcdefghijklmnop1234";
  it("is set by the owner, shown by its end, seen by nobody, used by the concierge alone", async () => {
    const shop = await makeShop(sql);
    const place = { tenantId: shop.tenantId, kind: "openai_key", ref: "default" };
    for (const role of ["admin", "supervisor", "technician", "agent"] as const) {
      expect(code(await setSecret(userDbAs(shop.claims[role]), place, KEY)), role).toBe("auth.forbidden");
      expect(code(await secretStatus(userDbAs(shop.claims[role]), place)), role).toBe("auth.forbidden");
    }
    expect(await setSecret(userDbAs(shop.owner), place, KEY, { hint: KEY })).toEqual({ ok: true, value: true });
    expect(await secretStatus(userDbAs(shop.owner), place)).toMatchObject({ value: { hint: "1234" } });
    expect(code(await revealSecret(userDbAs(shop.owner), place, "saya terlupa"))).toBe("auth.forbidden");
    expect(await takeSecret(systemDb(shop.tenantId, "concierge"), place)).toEqual({ ok: true, value: KEY });
    expect(code(await takeSecret(systemDb(shop.tenantId, "wa-runner"), place))).toBe("auth.forbidden");
    const other = await makeShop(sql);
    expect(await takeSecret(systemDb(other.tenantId, "concierge"), place)).toEqual({ ok: true, value: null });
    for (const claims of [shop.owner, VISITOR, { sub: "concierge", actor: "customer", tenant_id: shop.tenantId }]) {
      const attempt = actAs(sql, claims, (tx) => tx`select public.use_secret('openai_key', 'default')`);
      await expect(attempt).rejects.toThrow("auth.forbidden");
    }
    expect(code(await setSecret(userDbAs(shop.owner), { ...place, ref: "other" }, KEY))).toBe("input.not_found");
    expect(code(await setSecret(userDbAs(shop.owner), { ...place, kind: "nonsense" }, KEY))).toBe("auth.forbidden");
    expect(await removeSecret(userDbAs(shop.owner), place)).toEqual({ ok: true, value: true });
    expect(await takeSecret(systemDb(shop.tenantId, "concierge"), place)).toEqual({ ok: true, value: null });
  });

  it("that was put there by somebody else does not open", async () => {
    const [shop, other] = [await makeShop(sql), await makeShop(sql)];
    const place = { tenantId: shop.tenantId, kind: "openai_key", ref: "default" };
    await setSecret(userDbAs(shop.owner), place, KEY);
    await sql`insert into private.secrets (tenant_id, kind, ref, ciphertext)
      select ${other.tenantId}, kind, ref, ciphertext from private.secrets where tenant_id = ${shop.tenantId}`;
    const moved = await takeSecret(systemDb(other.tenantId, "concierge"), { ...place, tenantId: other.tenantId });
    expect(code(moved)).toBe("secret.unreadable");
  });
});
