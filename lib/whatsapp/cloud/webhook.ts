/** What the web server does with what Meta sends: knows whose address it is, and puts it down as it came. wa-runner does the rest. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { publicDb, systemDb } from "@/lib/db/clients";
import { openSecret } from "@/lib/secrets/box";
import { keyring } from "@/lib/secrets/keys";

const sealedDoor = z
  .object({ tenant_id: z.string(), app_secret: z.string().nullable(), verify_token: z.string().nullable() })
  .nullable();

export interface Door {
  readonly channelId: string;
  readonly tenantId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** Null: nobody has this address. Throws when the database cannot be asked. */
export async function openDoor(app: string): Promise<Door | null> {
  const channelId = z.uuid().safeParse(app).data;
  if (!channelId) return null;
  const { data, error } = await publicDb().rpc("cloud_door", { p_channel: channelId });
  if (error) throw new Error(`cloud_door: ${error.code} ${error.message}`);
  const row = sealedDoor.parse(data);
  if (!row) return null;
  const open = (kind: string, sealed: string | null) =>
    sealed === null ? null : openSecret(keyring(), { tenantId: row.tenant_id, kind, ref: channelId }, sealed);
  const appSecret = open("wa_app_secret", row.app_secret);
  const verifyToken = open("wa_verify_token", row.verify_token);
  return appSecret && verifyToken ? { channelId, tenantId: row.tenant_id, appSecret, verifyToken } : null;
}

const subjects = z.looseObject({
  entry: z.array(
    z.looseObject({
      changes: z.array(
        z.looseObject({
          value: z.looseObject({ metadata: z.looseObject({ phone_number_id: z.string().min(1).max(80) }).optional() }),
        }),
      ),
    }),
  ),
});

/** Of which numbers it speaks, and whether also of the account; null when it is nothing that Meta would say. */
export function subjectsOf(body: string): { numbers: string[]; isGeneral: boolean } | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = subjects.safeParse(json);
  if (!parsed.success) return null;
  const ids = parsed.data.entry.flatMap(({ changes }) =>
    changes.map(({ value }) => value.metadata?.phone_number_id ?? null),
  );
  return {
    numbers: [...new Set(ids.filter((id) => id !== null))],
    isGeneral: ids.length === 0 || ids.includes(null),
  };
}

const stored = z.object({ stored: z.number(), repeated: z.number() });

/** The same bytes again are no second time. Throws when the database did not take it: Meta then comes again. */
export async function storeWebhook(door: Door, bytes: Uint8Array): Promise<z.output<typeof stored>> {
  const body = new TextDecoder().decode(bytes).replaceAll("\0", "");
  // What cannot be read is kept all the same, for a person to look at.
  const about = subjectsOf(body) ?? { numbers: [], isGeneral: true };
  const { data, error } = await systemDb(door.tenantId, "webhook").rpc("store_webhook", {
    p_channel: door.channelId,
    p_body: body,
    p_hash: createHash("sha256").update(bytes).digest("hex"),
    p_numbers: about.numbers,
    p_general: about.isGeneral,
  });
  if (error) throw new Error(`store_webhook: ${error.code} ${error.message}`);
  return stored.parse(data);
}
