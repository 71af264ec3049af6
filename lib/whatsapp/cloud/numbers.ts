/** What the owner does with a number of the Cloud API. Secrets are sealed here and not seen again; the database says who may. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { env } from "@/lib/env";
import { openSecret, sealSecret } from "@/lib/secrets/box";
import { keyring } from "@/lib/secrets/keys";
import { type AddCloudInput, cloudSetup } from "@/lib/whatsapp/cloud/schema";
import { OUR_TEMPLATES } from "@/lib/whatsapp/templates/ours";

const made = z.object({ id: z.string() });

export async function addCloudChannel(
  db: UserDb,
  tenantId: string,
  input: AddCloudInput,
): Promise<Result<{ id: string }>> {
  const seal = (kind: string, text: string) => sealSecret(keyring(), { tenantId, kind, ref: input.key }, text);
  const { data, error } = await db.rpc("add_cloud_channel", {
    p: {
      key: input.key,
      outlet_id: input.outletId,
      name: input.name,
      phone_number_id: input.phoneNumberId,
      waba_id: input.wabaId,
      token: seal("wa_cloud_token", input.token),
      hint: input.token.slice(-4),
      app_secret: seal("wa_app_secret", input.appSecret),
      // Ours to choose: Meta shows that it knows it when it asks for the address.
      verify_token: seal("wa_verify_token", randomBytes(24).toString("base64url")),
    },
  });
  return error ? fromPg(error) : ok(made.parse(data));
}

export async function renewToken(
  db: UserDb,
  tenantId: string,
  { id, token }: { id: string; token: string },
): Promise<Result<undefined>> {
  const { error } = await db.rpc("renew_cloud_token", {
    p_channel: id,
    p_token: sealSecret(keyring(), { tenantId, kind: "wa_cloud_token", ref: id }, token),
    p_hint: token.slice(-4),
  });
  return error ? fromPg(error) : ok();
}

/** Asks the runner that holds the number; what comes of it is seen in its state and its templates. */
export async function askCloud(db: UserDb, id: string, action: "check" | "templates"): Promise<Result<undefined>> {
  const { error } = await db.rpc("request_cloud", { p_channel: id, p_action: action });
  return error ? fromPg(error) : ok();
}

/** Those that are there already stay; how many are new. */
export async function addOurTemplates(db: UserDb, id: string): Promise<Result<{ count: number }>> {
  const { data, error } = await db.rpc("add_templates", {
    p_channel: id,
    p_templates: JSON.parse(JSON.stringify(OUR_TEMPLATES)),
  });
  return error ? fromPg(error) : ok({ count: z.number().parse(data) });
}

export interface Setup {
  callback: string;
  verifyToken: string;
  tokenHint: string | null;
  lastWebhookAt: string | null;
  waiting: number;
  unknown: number;
}

/** What the owner puts into the Meta app; null for whoever may not. */
export async function readSetup(db: UserDb, tenantId: string, id: string): Promise<Setup | null> {
  const { data, error } = await db.rpc("cloud_setup", { p_channel: id });
  if (error) {
    fromPg(error);
    return null;
  }
  const row = cloudSetup.parse(data);
  const place = { tenantId, kind: "wa_verify_token", ref: id };
  return {
    callback: new URL(`/api/webhooks/whatsapp/${id}`, env().APP_URL).href,
    verifyToken: (row.verify_token && openSecret(keyring(), place, row.verify_token)) ?? "",
    tokenHint: row.token_hint,
    lastWebhookAt: row.last_webhook_at,
    waiting: row.waiting,
    unknown: row.unknown,
  };
}

const templateRow = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  quality: z.string().nullable(),
  reason: z.string().nullable(),
  body: z.string(),
  components: z.unknown(),
});
export type TemplateRow = z.output<typeof templateRow>;

/** What staff of a thread may send where free text may not be. */
export async function sendableTemplates(db: UserDb, tenantId: string, channelId: string): Promise<TemplateRow[]> {
  return (await listTemplates(db, tenantId, channelId)).filter(({ status }) => status === "APPROVED");
}

export async function listTemplates(db: UserDb, tenantId: string, channelId: string): Promise<TemplateRow[]> {
  const { data, error } = await db
    .from("wa_templates")
    .select("id, name, language, category, status, quality, reason, body, components")
    .eq("tenant_id", tenantId)
    .eq("channel_id", channelId)
    .order("name")
    .order("language", { ascending: false })
    .limit(200);
  if (error) throw new Error(`wa_templates: ${error.code} ${error.message}`);
  return z.array(templateRow).parse(data);
}
