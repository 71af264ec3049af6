/**
 * The only file that uses SUPABASE_SECRET_KEY. What crosses tenants is claimed here, as ids and addresses; the work itself is
 * then done with systemDb(tenant) under row level security.
 */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { apiFetch } from "@/lib/db/api-fetch";
import type { Database } from "@/lib/db/types.gen";
import { env } from "@/lib/env";

declare const kind: unique symbol;
/** Bypasses RLS. Only wa-runner, jobs and webhooks may hold one. */
export type ServiceDb = SupabaseClient<Database> & { readonly [kind]: "service" };

export function serviceDb(): ServiceDb {
  const key = env().SUPABASE_SECRET_KEY;
  if (!key) throw new Error("SUPABASE_SECRET_KEY is needed by this process. See .env.example.");
  return createClient<Database>(env().NEXT_PUBLIC_SUPABASE_URL, key, {
    global: { fetch: apiFetch },
    auth: { persistSession: false, autoRefreshToken: false },
  }) as ServiceDb;
}

const jsonObject = z.record(z.string(), z.unknown());

type ClaimFunction = "claim_outbox" | "claim_media" | "claim_reads";

/** Work that is due on numbers that `runner` holds and can send on, held in its name for as long as the function says. */
const claims =
  <Row extends z.ZodType>(name: ClaimFunction, row: Row) =>
  async (db: ServiceDb, runner: string, limit: number, channels: string[]): Promise<z.output<Row>[]> => {
    const { data, error } = await db.rpc(name, { p_runner: runner, p_limit: limit, p_channels: channels });
    if (error) throw new Error(`${name}: ${error.code ?? ""} ${error.message}`);
    return z.array(row).parse(data);
  };

const outboundClaim = z
  .object({
    tenant_id: z.string(),
    channel_id: z.string(),
    message_id: z.string(),
    provider_id: z.string().nullable(),
    address: z.string(),
    address_kind: z.enum(["phone", "lid", "bsuid"]),
    is_first_contact: z.boolean(),
    kind: z.string(),
    body: z.string(),
    payload: jsonObject.nullable(),
    media_path: z.string().nullable(),
    media_mime: z.string().nullable(),
    media_name: z.string().nullable(),
    reply_to: z.string().nullable(),
    attempts: z.number(),
  })
  .transform((row) => ({
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    messageId: row.message_id,
    providerId: row.provider_id,
    to: { kind: row.address_kind, value: row.address },
    isFirstContact: row.is_first_contact,
    kind: row.kind,
    body: row.body,
    payload: row.payload ?? {},
    media:
      row.media_path === null
        ? null
        : { path: row.media_path, mime: row.media_mime ?? "application/octet-stream", name: row.media_name ?? "file" },
    replyTo: row.reply_to,
    attempts: row.attempts,
  }));
export type OutboundClaim = z.infer<typeof outboundClaim>;

/** Messages due now on numbers that `runner` holds and can send on, at most one per conversation, held for 30 s in its name. */
export const claimOutbox = claims("claim_outbox", outboundClaim);

/** What whoever runs this installation has set for all shops while it runs; null when nothing is. */
export async function platformSetting(db: ServiceDb, name: string): Promise<string | null> {
  const { data, error } = await db.rpc("platform_setting", { p_name: name });
  if (error) throw new Error(`platform_setting: ${error.code ?? ""} ${error.message}`);
  return z.string().nullable().parse(data);
}

const mediaClaim = z
  .object({
    tenant_id: z.string(),
    channel_id: z.string(),
    message_id: z.string(),
    provider_id: z.string(),
    kind: z.string(),
    ref: z.string(),
    name: z.string(),
    attempts: z.number(),
  })
  .transform((row) => ({
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    messageId: row.message_id,
    providerId: row.provider_id,
    kind: row.kind,
    ref: row.ref,
    name: row.name,
    attempts: row.attempts,
  }));
export type MediaClaim = z.infer<typeof mediaClaim>;

/** Files of inbound messages to fetch on numbers that `runner` holds, held for three minutes in its name. */
export const claimMedia = claims("claim_media", mediaClaim);

const readClaim = z
  .object({
    tenant_id: z.string(),
    channel_id: z.string(),
    address: z.string(),
    address_kind: z.enum(["phone", "lid", "bsuid"]),
    provider_ids: z.array(z.string()).min(1),
  })
  .transform((row) => ({
    channelId: row.channel_id,
    from: { kind: row.address_kind, value: row.address },
    providerIds: row.provider_ids,
  }));
export type ReadClaim = z.infer<typeof readClaim>;

/** What staff have read on numbers that `runner` holds and can send on, and nobody has been told yet; given out once. */
export const claimReads = claims("claim_reads", readClaim);

const heldChannel = z
  .object({
    tenant_id: z.string(),
    channel_id: z.string(),
    kind: z.string(),
    address: z.string().nullable(),
    epoch: z.number(),
    settings: jsonObject,
  })
  .transform((row) => ({
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    kind: row.kind,
    address: row.address,
    epoch: row.epoch,
    settings: row.settings,
  }));
export type HeldChannel = z.infer<typeof heldChannel>;

/** A runner begins, under a name that is its address: what a dead process of that name held is free. */
export async function enterRunner(db: ServiceDb, runner: string): Promise<void> {
  const { error } = await db.rpc("enter_runner", { p_runner: runner });
  if (error) throw new Error(`enter_runner: ${error.code ?? ""} ${error.message}`);
}

/** Numbers nobody holds, up to a fair share, for 30 s in the name of `runner`. */
export async function claimChannels(db: ServiceDb, runner: string, limit: number): Promise<HeldChannel[]> {
  const { data, error } = await db.rpc("claim_channels", { p_runner: runner, p_limit: limit });
  if (error) throw new Error(`claim_channels: ${error.code ?? ""} ${error.message}`);
  return z.array(heldChannel).parse(data);
}

const renewal = z.object({
  held: z.array(z.object({ channel_id: z.string(), epoch: z.number() })),
  surplus: z.number(),
});

/** What is still held, by epoch, for 30 s more; and how many numbers more than a fair share. */
export async function renewChannels(
  db: ServiceDb,
  runner: string,
): Promise<{ held: Map<string, number>; surplus: number }> {
  const { data, error } = await db.rpc("renew_channels", { p_runner: runner });
  if (error) throw new Error(`renew_channels: ${error.code ?? ""} ${error.message}`);
  const { held, surplus } = renewal.parse(data);
  return { held: new Map(held.map((row) => [row.channel_id, row.epoch])), surplus };
}

/** Gives numbers up at once; all of them, for good, when none are named. */
export async function releaseChannels(db: ServiceDb, runner: string, channels?: string[]): Promise<void> {
  const { error } = await db.rpc("release_channels", {
    p_runner: runner,
    ...(channels ? { p_channels: channels } : {}),
  });
  if (error) throw new Error(`release_channels: ${error.code ?? ""} ${error.message}`);
}

/** How many messages are due and not sent, and for how long: what /healthz and /metrics show. Not a HEAD request: those hide the reason of a 404. */
export async function outboxBacklog(db: ServiceDb): Promise<{ due: number; oldestMs: number }> {
  const now = new Date();
  const { data, count, error } = await db
    .from("wa_outbox")
    .select("next_at", { count: "exact" })
    .in("state", ["queued", "claimed"])
    .lte("next_at", now.toISOString())
    .order("next_at")
    .limit(1);
  if (error) throw new Error(`wa_outbox: ${error.code} ${error.message}`);
  const [oldest] = data;
  return { due: count ?? 0, oldestMs: oldest ? now.getTime() - Date.parse(oldest.next_at) : 0 };
}

/** Tenants with files that were erased from the books and still lie in Storage, longest waiting first. */
export async function tenantsWithRemovals(db: ServiceDb, limit: number): Promise<string[]> {
  const { data, error } = await db.rpc("tenants_with_removals", { p_limit: limit });
  if (error) throw new Error(`tenants_with_removals: ${error.code ?? ""} ${error.message}`);
  return z
    .array(z.object({ tenant_id: z.string() }))
    .parse(data)
    .map((row) => row.tenant_id);
}

const turnClaim = z
  .object({
    turn_id: z.string(),
    tenant_id: z.string(),
    conversation_id: z.string(),
    message_id: z.string(),
    customer_id: z.string(),
    attempts: z.number(),
  })
  .transform((row) => ({
    turnId: row.turn_id,
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    customerId: row.customer_id,
    attempts: row.attempts,
  }));
export type TurnClaim = z.infer<typeof turnClaim>;

/** Customer messages the concierge has not dealt with, oldest first, held for a minute in the name of `runner`. */
export async function claimTurns(db: ServiceDb, runner: string, limit: number): Promise<TurnClaim[]> {
  const { data, error } = await db.rpc("claim_turns", { p_runner: runner, p_limit: limit });
  if (error) throw new Error(`claim_turns: ${error.code ?? ""} ${error.message}`);
  return z.array(turnClaim).parse(data);
}

const eventClaim = z
  .object({
    event_id: z.string(),
    tenant_id: z.string(),
    name: z.string(),
    entity_type: z.string(),
    entity_id: z.string(),
    data: jsonObject,
    created_at: z.string(),
  })
  .transform((row) => ({
    id: row.event_id,
    name: row.name,
    entity: `${row.tenant_id} ${row.entity_type} ${row.entity_id}`,
    data: { ...row.data, tenant_id: row.tenant_id, [`${row.entity_type}_id`]: row.entity_id },
    at: Date.parse(row.created_at),
  }));
export type EventClaim = z.infer<typeof eventClaim>;

/** Events that were committed and not yet handed on, in order, held for 30 s in the name of `relay`. */
export async function claimEvents(db: ServiceDb, relay: string, limit: number): Promise<EventClaim[]> {
  const { data, error } = await db.rpc("claim_events", { p_relay: relay, p_limit: limit });
  if (error) throw new Error(`claim_events: ${error.code ?? ""} ${error.message}`);
  return z.array(eventClaim).parse(data);
}

/** later: comes again for as long as it takes. refused: five times and it is dead. held: was not tried. */
export type EventResult =
  | { id: string; outcome: "sent" | "held" }
  | { id: string; outcome: "later" | "refused"; reason: string };

export async function settleEvents(db: ServiceDb, relay: string, results: EventResult[]): Promise<void> {
  const { error } = await db.rpc("settle_events", { p_relay: relay, p_results: results });
  if (error) throw new Error(`settle_events: ${error.code ?? ""} ${error.message}`);
}

const relayed = z.object({ waiting: z.number(), dead: z.number(), lag_s: z.number() });

/** What waits to be handed on, how long the oldest has waited, and what was given up: for /metrics. */
export async function relayState(db: ServiceDb): Promise<z.infer<typeof relayed>> {
  const { data, error } = await db.rpc("relay_state");
  if (error) throw new Error(`relay_state: ${error.code ?? ""} ${error.message}`);
  return relayed.parse(z.array(z.unknown()).parse(data)[0]);
}
