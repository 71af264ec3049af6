import { toString as qrSvg } from "qrcode";
import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { type ChannelHealth, channelHealth } from "@/lib/whatsapp/channels/schema";
import { openLinkOffer } from "@/lib/whatsapp/link-offer";

const channelRow = z.object({
  id: z.string(),
  tenant_id: z.string(),
  outlet_id: z.string(),
  kind: z.enum(["simulator", "baileys", "cloud"]),
  name: z.string(),
  address: z.string().nullable(),
  state: z.string(),
  state_since: z.string(),
  state_reason: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
  first_contacts_after: z.string().nullable(),
  paused_at: z.string().nullable(),
  settings: z.looseObject({ read_receipts: z.boolean().catch(true).default(true) }),
  outlets: z.object({ name: z.string() }),
});
export type NumberRow = z.output<typeof channelRow>;

const COLUMNS =
  "id, tenant_id, outlet_id, kind, name, address, state, state_since, state_reason, next_attempt_at, first_contacts_after, paused_at, settings, outlets (name)";

export async function listNumbers(db: UserDb, tenantId: string): Promise<NumberRow[]> {
  const { data, error } = await db
    .from("channels")
    .select(COLUMNS)
    .eq("tenant_id", tenantId)
    .eq("is_active", true)
    .order("created_at");
  if (error) throw new Error(`channels: ${error.code} ${error.message}`);
  return z.array(channelRow).parse(data);
}

export async function getNumber(db: UserDb, tenantId: string, id: string): Promise<NumberRow | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { data, error } = await db
    .from("channels")
    .select(COLUMNS)
    .eq("tenant_id", tenantId)
    .eq("id", id)
    .eq("is_active", true)
    .maybeSingle();
  if (error) throw new Error(`channels: ${error.code} ${error.message}`);
  return data && channelRow.parse(data);
}

export async function getHealth(db: UserDb, id: string): Promise<ChannelHealth> {
  const { data, error } = await db.rpc("channel_health", { p_channel: id });
  if (error) throw new Error(`channel_health: ${error.code} ${error.message}`);
  return channelHealth.parse(data);
}

const offer = z.object({ method: z.enum(["qr", "code"]), value: z.string(), expires_at: z.string() }).nullable();
/** `svg` to scan, or `code` to type; null when there is nothing, or it has expired. */
export type Offer =
  | { method: "qr"; svg: string; expiresAt: string }
  | { method: "code"; code: string; expiresAt: string };

/** For who may link only; whoever sees it can take the account. */
export async function readOffer(db: UserDb, tenantId: string, id: string): Promise<Offer | null> {
  const { data, error } = await db.rpc("channel_link", { p_channel: id });
  if (error) {
    fromPg(error);
    return null;
  }
  const row = offer.parse(data);
  const value = row && openLinkOffer({ tenantId, channelId: id }, row.value);
  if (!row || !value) return null;
  if (row.method === "code") return { method: "code", code: value, expiresAt: row.expires_at };
  const svg = await qrSvg(value, { type: "svg", margin: 2, errorCorrectionLevel: "L" });
  return { method: "qr", svg, expiresAt: row.expires_at };
}
