/** Keeps what ICU can print; `_sen` values become ringgit so that sentences never show raw sen. */
import { formatSen } from "@/lib/core/money";

export function messageValues(detail: Record<string, unknown> | undefined): Record<string, string | number> {
  const out: Record<string, string | number> = { reference: "–" };
  for (const [key, value] of Object.entries(detail ?? {})) {
    if (typeof value === "number") out[key] = key.endsWith("_sen") ? formatSen(value) : value;
    else if (typeof value === "string") out[key] = value;
    else if (typeof value === "boolean") out[key] = String(value);
  }
  return out;
}
