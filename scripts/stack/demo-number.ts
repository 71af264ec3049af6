/** For `npm run dev:whatsapp`: a number to link, customers who write to it, and what its owner is shown. */
import type { Sql } from "postgres";
import type { Keyring } from "@/lib/secrets/keys";
import { openLinkOffer } from "@/lib/whatsapp/link-offer";

export interface DemoNumber {
  readonly name: string;
  readonly shop: string;
  readonly customers: readonly { readonly name: string; readonly phone: string }[];
}

/** The first shop's first outlet gets one, unless somebody has one already. Null when there is no shop. */
export async function demoNumber(sql: Sql, customers: number): Promise<DemoNumber | null> {
  await sql`
    insert into public.channels (tenant_id, outlet_id, kind, name)
    select o.tenant_id, o.id, 'baileys', left('WhatsApp ' || o.name, 80) from public.outlets as o
    where not exists (select from public.channels as c where c.kind = 'baileys')
    order by o.created_at, o.id limit 1`;
  const [channel] = await sql<{ tenant_id: string; shop: string; name: string }[]>`
    select c.tenant_id, t.name as shop, c.name from public.channels as c join public.tenants as t on t.id = c.tenant_id
    where c.kind = 'baileys' order by c.created_at, c.id limit 1`;
  if (!channel) return null;
  const people = await sql<{ name: string; phone: string }[]>`
    select c.name, k.phone from public.customers as c
    join public.customer_contacts as k on k.tenant_id = c.tenant_id and k.customer_id = c.id
    where c.tenant_id = ${channel.tenant_id} and k.phone is not null order by c.created_at desc, c.id limit ${customers}`;
  return { name: channel.name, shop: channel.shop, customers: people };
}

/** The QR code some shop shows now. Only this machine's own keys open it. */
export async function shownQr(sql: Sql, keyring: Keyring): Promise<string | null> {
  const [shown] = await sql<{ tenant_id: string; channel_id: string; offer: string }[]>`
    select tenant_id, channel_id, offer from private.wa_links
    where offer_method = 'qr' and offer is not null and offer_expires_at > now() order by offer_expires_at desc limit 1`;
  return shown ? openLinkOffer({ tenantId: shown.tenant_id, channelId: shown.channel_id }, shown.offer, keyring) : null;
}
