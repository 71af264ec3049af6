/** Who knocks: the key in the Authorization header and nothing else. Cookies are never looked at. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Refusal } from "@/lib/api/problem";
import { type ApiDb, apiDb, publicDb } from "@/lib/db/clients";
import { blind, visitorOf } from "@/lib/security/limit";
import { isCrossSite } from "@/lib/security/same-origin";

const counted = { limit: z.number(), remaining: z.number(), reset: z.number() };
const answer = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("ok"),
    api_key_id: z.uuid(),
    tenant_id: z.uuid(),
    scopes: z.array(z.string()),
    ...counted,
  }),
  z.object({ state: z.literal("limited"), ...counted }),
  z.object({ state: z.enum(["unknown", "too_many", "revoked", "expired"]) }),
]);

export interface Caller {
  db: ApiDb;
  keyId: string;
  tenantId: string;
  scopes: readonly string[];
  /** How much of the minute is left, for the answer. */
  headers: Record<string, string>;
}

const KEY = /^vk_[0-9a-f]{8}_[0-9a-f]{64}$/;
const unauthorised = (code: string): Refusal => ({
  status: 401,
  code,
  headers: { "www-authenticate": code === "api.key_missing" ? "Bearer" : 'Bearer error="invalid_token"' },
});

const limits = (told: { limit: number; remaining: number; reset: number }) => ({
  "ratelimit-limit": String(told.limit),
  "ratelimit-remaining": String(told.remaining),
  "ratelimit-reset": String(told.reset),
});

/** @returns the caller, or why not. Counts the request. */
export async function openDoor(request: Request, writes: boolean): Promise<Caller | Refusal> {
  // A page of another site has no business here: servers send no Origin.
  if (isCrossSite(request.headers)) return { status: 403, code: "auth.forbidden" };
  const [, key = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (key === "") return unauthorised("api.key_missing");
  // What cannot be a key is asked for all the same: it counts as a guess.
  const hash = createHash("sha256")
    .update(KEY.test(key) ? key : "")
    .digest("hex");
  const visitor = visitorOf(request.headers);
  const { data, error } = await publicDb().rpc("open_api_key", {
    p_hash: hash,
    p_write: writes,
    ...(visitor ? { p_from: blind(visitor) } : {}),
  });
  if (error) throw new Error(`open_api_key: ${error.code} ${error.message}`);
  const told = answer.parse(data);
  switch (told.state) {
    case "ok":
      return {
        db: apiDb(told.tenant_id, told.api_key_id),
        keyId: told.api_key_id,
        tenantId: told.tenant_id,
        scopes: told.scopes,
        headers: limits(told),
      };
    case "limited":
      return {
        status: 429,
        code: "api.too_many",
        headers: { ...limits(told), "retry-after": String(told.reset) },
      };
    case "too_many":
      return { status: 429, code: "api.too_many", headers: { "retry-after": "60" } };
    default:
      return unauthorised(`api.key_${told.state}`);
  }
}
