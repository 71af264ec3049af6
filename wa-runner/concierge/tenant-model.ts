/** The language model of a shop: by its own key when it has set one, else the one this process was started with. */
import { type ModelEngine, modelEngine } from "@/lib/ai/model/engine";
import { log as logger } from "@/lib/core/log";
import { systemDb } from "@/lib/db/clients";
import { env } from "@/lib/env";
import { takeSecret } from "@/lib/secrets/vault";

/** A key that is replaced or removed is not used longer than this. */
const KNOWN_MS = 30_000;

interface Known {
  key: string | null;
  engine: ModelEngine | null;
  until: number;
}

export type TenantModels = (tenantId: string) => Promise<ModelEngine | null>;

export function tenantModels(make: (apiKey: string) => ModelEngine = engineOf, knownMs = KNOWN_MS): TenantModels {
  const log = logger("concierge");
  const { OPENAI_API_KEY: common } = env();
  const shared = common ? make(common) : null;
  const known = new Map<string, Known>();
  return async (tenantId) => {
    const had = known.get(tenantId);
    if (had && had.until > Date.now()) return had.engine;
    const place = { tenantId, kind: "openai_key", ref: "default" };
    const taken = await takeSecret(systemDb(tenantId, "concierge"), place);
    if (!taken.ok) log.warn({ tenant: tenantId, code: taken.code }, "the shop's own model is not usable");
    const key = taken.ok ? taken.value : null;
    const engine = key === null ? shared : had?.key === key ? had.engine : make(key);
    known.set(tenantId, { key, engine, until: Date.now() + knownMs });
    return engine;
  };
}

function engineOf(apiKey: string): ModelEngine {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = env();
  return modelEngine({ apiKey, baseUrl, model });
}
