/** The only place that knows SQLSTATEs and PostgREST codes. */
import { type Err, err } from "@/lib/core/result";

export type PgError = { code?: string | null; message: string; details?: string | null };

/** Named constraints that a person can run into, and what they mean. */
const BY_CONSTRAINT: Record<string, string> = {
  products_sku_unique: "product.sku_taken",
  products_barcode_unique: "product.barcode_taken",
  products_goods_no_service_tax: "product.goods_no_service_tax",
  outlets_code_unique: "outlet.code_taken",
  canned_replies_shortcut_unique: "canned.shortcut_taken",
};

const UNREACHABLE =
  /fetch failed|TimeoutError|aborted due to timeout|ECONNREFUSED|ECONNRESET|terminating connection|CONNECTION_|shutting down|starting up|socket hang up|57P0\d/i;

/** Turns a refusal of the database into an Err; what nobody foresaw is thrown and becomes `unexpected` with a reference. */
export function fromPg(error: PgError): Err {
  const code = error.code ?? "";
  if (code.startsWith("PT")) return err(error.message, parseDetail(error.details));
  if (code === "42501") return err("auth.forbidden");
  // 23503: a reference to something that is not there, or not this shop's.
  if (code === "PGRST116" || code === "23503") return err("input.not_found");
  const constraint = /constraint "([^"]+)"/.exec(error.message)?.[1];
  const known = constraint ? BY_CONSTRAINT[constraint] : undefined;
  if (known) return err(known);
  if (isUnreachable(error)) return err("system.unreachable");
  throw new Error(`unexpected database error ${code}: ${error.message}`);
}

/** The database or its API is away for the moment: try again, nothing is wrong with the request. */
export function isUnreachable(error: PgError): boolean {
  return UNREACHABLE.test(`${error.code ?? ""} ${error.message}`) || /^(08|57P)/.test(error.code ?? "");
}

function parseDetail(details: string | null | undefined): Record<string, unknown> | undefined {
  if (!details) return undefined;
  try {
    const value: unknown = JSON.parse(details);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
