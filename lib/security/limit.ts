/** How often public forms and links may be used. Counted in the database, so that every web process counts together. */
import { createHmac } from "node:crypto";
import { publicDb } from "@/lib/db/clients";
import { env } from "@/lib/env";
import { clientAddress } from "@/lib/security/address";

export interface Allowance {
  /** Tries for one thing aimed at (an e-mail address, a link) in the window. */
  each: number;
  /** Tries of one visitor, whatever they aim at. */
  visitor: number;
  seconds: number;
}

/** Where no address is known all visitors share one count, which must not lock a whole shop out. */
const SHARED_BY = 20;

export function visitorOf(headers: Headers): string | null {
  return clientAddress(headers, env().TRUSTED_PROXIES);
}

/** Neither e-mails, tokens nor addresses leave this process in clear. */
export const blind = (text: string): string =>
  createHmac("sha256", env().SUPABASE_JWT_SECRET).update(text).digest("base64url");

export function limitKeys(form: string, target: string | null, visitor: string | null, allowed: Allowance) {
  const from = { key: `${form}:from:${blind(visitor ?? "")}`, limit: allowed.visitor * (visitor ? 1 : SHARED_BY) };
  if (target === null) return [from];
  return [{ key: `${form}:${blind(target.trim().toLowerCase())}`, limit: allowed.each }, from];
}

/** Counts this try, and says whether it is one too many. */
export async function tooMany(
  headers: Headers,
  form: string,
  target: string | null,
  allowed: Allowance,
): Promise<boolean> {
  const db = publicDb();
  const answers = await Promise.all(
    limitKeys(form, target, visitorOf(headers), allowed).map(({ key, limit }) =>
      db.rpc("hit_limit", { p_key: key, p_limit: limit, p_seconds: allowed.seconds }),
    ),
  );
  for (const { error } of answers) if (error) throw new Error(`rate limit: ${error.code} ${error.message}`);
  return answers.some(({ data }) => data === true);
}
