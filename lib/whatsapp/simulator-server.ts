/** The web server's connection to the simulated network and the door of its API. */
import type { Sql } from "postgres";
import type { z } from "zod";
import { toE164 } from "@/lib/core/phone";
import { type Listener, listen } from "@/lib/db/listen";
import { env } from "@/lib/env";
import { isCrossSite } from "@/lib/security/same-origin";
import { mayUseSimulator } from "@/lib/whatsapp/simulator-access";
import { networkSql } from "@/lib/whatsapp/simulator-network";

type Watcher = (change: { phone: string; shop: string } | null) => void;
interface Network {
  sql: Sql;
  watchers: Set<Watcher>;
  listener: Listener | undefined;
}

declare global {
  // One per process, whichever route handler asked first.
  var volturaSimulator: Network | undefined;
}

function network(): Network {
  globalThis.volturaSimulator ??= {
    sql: networkSql(env().DATABASE_URL, 3),
    watchers: new Set<Watcher>(),
    listener: undefined,
  };
  return globalThis.volturaSimulator;
}

export const simulatorSql = (): Sql => network().sql;

function isChange(value: unknown): value is { phone: string; shop: string } {
  return typeof value === "object" && value !== null && "phone" in value && "shop" in value;
}

/** `null` = some changes may have been missed. */
export function watchPhones(watcher: Watcher): () => void {
  const { watchers } = network();
  const own = network();
  own.listener ??= listen({
    url: env().DATABASE_URL,
    channels: ["simulator_phone"],
    onNotify: (_channel, payload) => {
      const change: unknown = JSON.parse(payload);
      if (isChange(change)) for (const each of watchers) each(change);
    },
    onReady: () => {
      for (const each of watchers) each(null);
    },
  });
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const noStore = { "cache-control": "no-store" };
export const answer = (value: unknown, status = 200) => Response.json(value, { status, headers: noStore });
export const refusal = (code: string, status: number) => answer({ code }, status);

/** A route of the simulator: 404 unless asked from this machine in embedded mode; 503 while the database is away. */
export const simulatorRoute =
  (handler: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const isRefused = !mayUseSimulator(request.headers) || (request.method !== "GET" && isCrossSite(request.headers));
    if (isRefused) return new Response(null, { status: 404 });
    try {
      return await handler(request);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (/^(ECONN|CONNECT|CONNECTION|57P|08)/.test(code)) return refusal("system.unreachable", 503);
      throw error;
    }
  };

export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S> | null> {
  try {
    return schema.parse(await request.json());
  } catch {
    return null;
  }
}

/** Any spelling of a real number; the network's own numbers (which demo data may choose freely) are taken as they are. */
export const networkNumber = (text: string): string | null => toE164(text) ?? (/^\+\d{7,15}$/.test(text) ? text : null);
