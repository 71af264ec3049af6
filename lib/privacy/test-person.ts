/** For tests: somebody about whom a shop knows everything it can know, and a look through the whole database for him. */
import type { Sql } from "postgres";
import sharp from "sharp";
import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";
import { storeUpload } from "@/lib/media/store";
import { call, type Desk, makeDesk, VISITOR } from "@/lib/repairs/test-desk";
import { callRpc } from "@/testing/rpc";
import { addProduct } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

export interface KnownPerson {
  desk: Desk;
  owner: UserDb;
  customerId: string;
  conversationId: string;
  ticketId: string;
  invoiceId: string;
  saleId: string;
  name: string;
  phone: string;
  files: string[];
  /** Everything by which he could be recognised. */
  traces: string[];
}

const row = z.looseObject({ customer_id: z.uuid() });
const pick = (answer: Awaited<ReturnType<typeof callRpc>>, key: string): string => {
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.detail)}`);
  return String(answer.value[key]);
};

let made = 0;

/** Came by the intake form, wrote, sent a photo, agreed to a price, bought with a discount and on account, was noted, collected. */
export async function knownPerson(sql: Sql): Promise<KnownPerson> {
  made += 1;
  const desk = await makeDesk(sql);
  const { shop } = desk;
  const mark = `${process.pid}${made}`;
  const name = `Zulhaqimi Qarniwan${mark}`;
  const phone = `+6019${String(Number(mark) % 10_000_000).padStart(7, "4")}`;
  const email = `zul.${mark}@contoh.test`;
  const secret = `rahsia-${mark}-`;
  const imei = mark.padStart(15, "7").slice(-15);
  const owner = userDbAs(shop.owner);

  const [outlet] = await sql<
    { intake_slug: string }[]
  >`select intake_slug from public.outlets where id = ${shop.outletId}`;
  const [form] = await sql`select texts from public.intake_forms where tenant_id = ${shop.tenantId}`;
  await call(sql, shop.owner, "save_intake_form", { fields: { email: "optional" }, texts: form?.["texts"] });
  const intake = z.looseObject({ ticket_id: z.uuid() }).parse(
    await call(sql, VISITOR, "submit_intake", {
      slug: outlet?.intake_slug,
      client_id: crypto.randomUUID(),
      locale: "ms",
      address_hash: crypto.randomUUID(),
      answers: {
        name,
        phone,
        email,
        category: "phone",
        brand: "Oppo",
        model: "Reno 8",
        serial: `${secret}siri`,
        imei,
        problem: `${secret}masalah ${name}`,
        condition: `${secret}keadaan`,
      },
      consents: { terms: true, service: true, marketing: true },
      ack: `Salam ${name}, tiket {number}: /r/{token}`,
    }),
  );
  const ticketId = intake.ticket_id;
  const [ticket] = await sql`select customer_id from public.repair_tickets where id = ${ticketId}`;
  const { customer_id: customerId } = row.parse(ticket);
  await desk.receive(phone, { body: `${secret}mesej dari ${name}` });
  const [thread] = await sql<{ id: string }[]>`select id from public.conversations where customer_id = ${customerId}`;
  const conversationId = thread?.id ?? "";
  await sql`select private.send_message(${shop.tenantId}, ${conversationId}, 'x', 'concierge', 'text', ${`${secret}jawapan ${name}`})`;
  await call(sql, shop.owner, "save_customer", {
    id: customerId,
    name,
    phone,
    email,
    locale: "ms",
    tags: ["vip"],
    address_line: `${secret}jalan`,
    postcode: "50000",
    city: "KL",
  });
  await sql`insert into public.customer_notes (tenant_id, customer_id, body, author) values (${shop.tenantId}, ${customerId}, ${`${secret}nota`}, 'x')`;
  await sql`select set_config('request.jwt.claims', '', false)`;

  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#a33" } })
    .jpeg()
    .toBuffer();
  const stored = async (domain: string, entityId: string) => {
    const file = await storeUpload(owner, {
      tenantId: shop.tenantId,
      domain,
      entityId,
      file: { bytes: picture, name: `${secret}gambar.jpg` },
    });
    if (!file.ok) throw new Error(file.code);
    return file.value;
  };
  const photo = await stored("repairs", ticketId);
  await call(sql, desk.technician, "add_ticket_photo", {
    client_id: crypto.randomUUID(),
    ticket_id: ticketId,
    stage: "before",
    ...photo,
    caption: `${secret}kapsyen`,
  });
  const sent = await stored("inbox", conversationId);
  await call(sql, shop.owner, "reply", {
    conversation_id: conversationId,
    key: "k1",
    kind: "image",
    body: `${secret}lampiran`,
    media: sent,
  });
  const orphan = await stored("inbox", conversationId);

  await sql`update public.repair_tickets set status = 'diagnosing' where id = ${ticketId}`;
  const estimate = await desk.propose(ticketId, 15000, {
    note: `${secret}harga`,
    message: { body: `${name} {number}: /a/{token}`, approve: "Setuju", decline: "Tak" },
  });
  await desk.receive(phone, { buttonId: `approve:${estimate.id}` });
  await call(sql, desk.technician, "use_part", {
    client_id: crypto.randomUUID(),
    ticket_id: ticketId,
    product_id: desk.productId,
    quantity: 1,
    note: `${secret}alat`,
  });
  await sql`update public.repair_tickets set status = 'repairing' where id = ${ticketId}`;
  await call(sql, desk.technician, "mark_ready", { ticket_id: ticketId, body: `${name}, siap` });
  await call(sql, shop.owner, "hand_over", {
    ticket_id: ticketId,
    collected_by: name,
    unpaid_reason: `${secret}hutang`,
    body: `Terima kasih ${name}`,
  });

  const goods = await addProduct(sql, shop, { stock: 20, priceSen: 1000 });
  const saleId = pick(
    await callRpc(sql, shop.owner, "complete_sale", {
      key: crypto.randomUUID(),
      outlet_id: shop.outletId,
      customer_id: customerId,
      order: {},
      reason: `${secret}diskaun`,
      note: `${secret}resit`,
      lines: [{ product_id: goods, quantity: "1", discount_sen: 100 }],
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: 900 },
      payments: [{ method: "transfer", amount_sen: 900, reference: `IBG ${name}` }],
    }),
    "sale_id",
  );
  const invoiceId = pick(
    await callRpc(sql, shop.owner, "create_invoice", {
      key: crypto.randomUUID(),
      outlet_id: shop.outletId,
      customer_id: customerId,
      issue: true,
      order: {},
      note: `${secret}invois`,
      lines: [{ product_id: goods, quantity: "2" }],
    }),
    "invoice_id",
  );
  pick(
    await callRpc(sql, shop.owner, "record_invoice_payment", {
      key: crypto.randomUUID(),
      invoice_id: invoiceId,
      method: "transfer",
      amount_sen: 2000,
      reference: `Pindahan ${phone}`,
    }),
    "invoice_id",
  );
  await sql`select private.make_link(${shop.tenantId}, 'receipt', ${saleId}), private.make_link(${shop.tenantId}, 'invoice', ${invoiceId})`;
  return {
    desk,
    owner,
    customerId,
    conversationId,
    ticketId,
    invoiceId,
    saleId,
    name,
    phone,
    files: [photo.path, sent.path, orphan.path],
    traces: [name, `Qarniwan${mark}`, phone, phone.slice(1), `0${phone.slice(3)}`, email, secret, imei],
  };
}

/** Every place in public, private, auth and storage where one of these texts stands: `schema.table.column`. */
export async function whereFound(sql: Sql, texts: readonly string[]): Promise<string[]> {
  const columns = await sql<{ place: string; schema: string; table: string; column: string }[]>`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as place, n.nspname as schema, c.relname as table, a.attname as column
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('public', 'private', 'auth', 'storage') and c.relkind in ('r', 'p')
       and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'name'::regtype, 'bytea'::regtype)
     order by 1`;
  const found: string[] = [];
  for (const { place, schema, table, column } of columns) {
    const [hit] = await sql`select 1 from ${sql(schema)}.${sql(table)} as t
      where exists (select 1 from unnest(${[...texts]}::text[]) as w where position(lower(w) in lower(t.${sql(column)}::text)) > 0) limit 1`;
    if (hit) found.push(place);
  }
  return found;
}
