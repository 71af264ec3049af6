/** One shop with its number on the simulated network, seen from both sides. */
import type { Sql } from "postgres";
import { type PhoneMessage, readThread, sendFromPhone } from "@/lib/whatsapp/simulator-network";
import { makeShop } from "@/testing/shop";

let phones = 0;

export async function makeShopChat(sql: Sql, network: Sql) {
  const shop = await makeShop(sql);
  // The concierge has tests of its own; here only what a test sends is to move.
  const [channel] = await sql<{ id: string; address: string }[]>`
    update public.channels set concierge_mode = 'off' where tenant_id = ${shop.tenantId} returning id, address`;
  if (!channel) throw new Error("a new outlet has no channel");
  return {
    ...shop,
    channel,
    newPhone: () => `+6011${String(process.pid % 1000).padStart(3, "0")}${String(++phones).padStart(5, "0")}`,
    /** The customer writes. */
    write: (phone: string, message: Partial<PhoneMessage> & { body: string }) =>
      sendFromPhone(network, { phone, shop: channel.address, ...message }),
    /** Inbound messages as the shop has them, in the thread's order. */
    received: (phone: string) => sql<
      {
        id: string;
        kind: string;
        body: string;
        payload: Record<string, unknown>;
        media_path: string | null;
        media_mime: string | null;
        provider_id: string;
      }[]
    >`
      select m.id, m.kind, m.body, m.payload, m.media_path, m.media_mime, m.provider_id from public.messages as m
      join public.conversations as c on c.id = m.conversation_id join public.customer_identities as i on i.id = c.identity_id
      where m.tenant_id = ${shop.tenantId} and i.value = ${phone} and m.direction = 'in' order by m.seq`,
    /** Opens a thread with this phone from the shop's side and returns its id. */
    async conversationWith(phone: string): Promise<string> {
      const [row] = await sql<{ id: string }[]>`
        select private.conversation_for(${shop.tenantId}, private.find_or_create_customer(${shop.tenantId}, ${phone}, 'Pelanggan', 'ms', ${shop.outletId}), ${shop.outletId}) as id`;
      if (!row) throw new Error("no conversation");
      return row.id;
    },
    async send(conversation: string, body: string): Promise<string> {
      const [row] = await sql<{ id: string }[]>`
        select private.send_message(${shop.tenantId}, ${conversation}, ${crypto.randomUUID()}, 'system', 'text', ${body}) as id`;
      if (!row) throw new Error("not sent");
      return row.id;
    },
    async status(message: string): Promise<string | undefined> {
      const [row] = await sql<{ status: string }[]>`select status from public.messages where id = ${message}`;
      return row?.status;
    },
    onPhone: async (phone: string) =>
      (await readThread(network, phone, channel.address)).filter((message) => message.fromShop),
  };
}
