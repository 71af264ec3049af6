import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { refusal } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";
import { makeShop, ROLES } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import { beginExport, exportPerson } from "./export-person";
import { type KnownPerson, knownPerson } from "./test-person";
import { zipStream } from "./zip";

const sql = openServiceSql();
let person: KnownPerson;
let files: Record<string, Uint8Array>;

const part = z.array(z.looseObject({}));
const document = z.looseObject({
  format: z.literal("voltura-person"),
  version: z.literal(1),
  identity: z.looseObject({ name: z.string(), contacts: z.looseObject({}), chat_addresses: part }),
  consents: part,
  devices: part,
  notes: part,
  tickets: part,
  estimates: part,
  orders: part,
  sales: part,
  invoices: part,
  links: part,
  requests: part,
  conversations: part,
  messages: part,
  audit: part,
});

beforeAll(async () => {
  person = await knownPerson(sql);
  // More than one step of messages.
  await sql`insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body)
    select tenant_id, conversation_id, channel_id, customer_id, 'in', 'customer', 'text', 'ulang ' || g
      from (select * from public.messages where customer_id = ${person.customerId} limit 1) as m, generate_series(1, 620) as g`;
  const begun = await beginExport(person.owner, person.customerId);
  expect(begun).toMatchObject({ ok: true, value: { files: 3 } });
  const zip = zipStream(exportPerson(person.owner, person.customerId, { business: "Kedai", readme: "Baca" }));
  files = unzipSync(new Uint8Array(await new Response(zip).arrayBuffer()));
});

describe("an export of a person", () => {
  it("is one readable file with everything, and the files it names", () => {
    const data = document.parse(JSON.parse(strFromU8(files["person.json"] ?? new Uint8Array())));
    expect(data.identity).toMatchObject({ name: person.name, contacts: { phone: person.phone, city: "KL" } });
    expect(data.consents).toHaveLength(2);
    expect(data.consents[0]).toMatchObject({
      text_version: "intake-1",
      text_ms: expect.stringContaining("Saya setuju"),
    });
    expect(data.messages.length).toBeGreaterThan(620);
    expect(new Set(data.messages.map((row) => row["seq"])).size).toBe(data.messages.length);
    expect(data.tickets).toMatchObject([{ photos: [{ stage: "before" }], intake: [{ text_version: 1 }] }]);
    for (const [name, count] of [
      ["devices", 1],
      ["notes", 1],
      ["estimates", 1],
      ["sales", 1],
      ["invoices", 1],
      ["conversations", 1],
      ["requests", 1],
    ] as const)
      expect(data[name], name).toHaveLength(count);
    expect(data.links.length).toBeGreaterThan(0);
    expect(data.audit.length).toBeGreaterThan(5);
    const own = person.files.map((path) => `files/${path.split("/").slice(1).join("/")}`);
    expect(Object.keys(files)).toEqual(expect.arrayContaining([...own, "README.txt"]));
    expect(files["missing.txt"]).toBeUndefined();
    const pdfs = Object.entries(files).filter(([name]) => name.startsWith("documents/"));
    expect(pdfs).toHaveLength(2);
    for (const [, bytes] of pdfs) expect(strFromU8(bytes.slice(0, 5))).toBe("%PDF-");
  });

  it("shows no cost, no margin and nobody else", () => {
    const text = strFromU8(files["person.json"] ?? new Uint8Array());
    expect(text).not.toContain("cost_sen");
    expect(text).not.toContain("list_price_sen");
  });

  it("is written down, and is for owner and admin of that shop", async () => {
    const [kept] =
      await sql`select kind, person_id, detail from public.privacy_requests where customer_id = ${person.customerId}`;
    expect(kept).toMatchObject({ kind: "export", person_id: person.desk.shop.owner.sub, detail: { files: 3 } });
    const told =
      await sql`select action from public.audit_log where table_name = 'privacy_requests' and tenant_id = ${person.desk.shop.tenantId}`;
    expect(told).toMatchObject([{ action: "insert" }]);
    const claims = person.desk.shop.claims;
    for (const role of ROLES.filter((each) => each !== "owner" && each !== "admin"))
      expect(await beginExport(userDbAs(claims[role]), person.customerId), role).toMatchObject({
        code: "auth.forbidden",
      });
    const stranger = await makeShop(sql);
    expect(await beginExport(userDbAs(stranger.owner), person.customerId)).toMatchObject({ code: "input.not_found" });
    const read = (who: typeof stranger.owner) =>
      actAs(sql, who, (tx) => tx`select public.customer_export(${person.customerId}, 'identity')`);
    expect(await refusal(read(stranger.owner))).toBe("input.not_found");
    expect(await refusal(read(claims.cashier))).toBe("auth.forbidden");
    expect(
      await refusal(
        actAs(sql, claims.admin, (tx) => tx`select public.customer_export(${person.customerId}, 'nonsense')`),
      ),
    ).toBe("input.invalid");
  });
});
