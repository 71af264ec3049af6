/** Whether every part the app needs answers now. Names the broken part and nothing else: no reason, no address. */
import postgres, { type Sql } from "postgres";
import { mintPublicToken } from "@/lib/db/tokens";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

const TIMEOUT_MS = 2000;

type Check = "ok" | "down";

async function within(work: Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too slow")), TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
    return "ok";
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
}

// One connection for the life of the process: a public page must not be able to use them up.
let connection: Sql | undefined;

async function asksDatabase(): Promise<void> {
  connection ??= postgres(env().DATABASE_URL, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  await connection`select 1`;
}

async function answers(url: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { headers, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`status ${response.status}`);
}

async function examine(): Promise<Record<string, Check>> {
  const api = env().NEXT_PUBLIC_SUPABASE_URL;
  const apikey = env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY;
  const authorization = `Bearer ${await mintPublicToken()}`;
  const [database, auth, storage, runner] = await Promise.all([
    within(asksDatabase()),
    within(answers(`${api}/auth/v1/health`, { apikey })),
    within(answers(`${api}/storage/v1/bucket`, { apikey, authorization })),
    within(answers(`${env().WA_RUNNER_URL}/health`)),
  ]);
  return { database, api: auth, storage, runner };
}

let running: Promise<Record<string, Check>> | undefined;

/** Requests that come while an examination runs share it. */
export async function GET(): Promise<Response> {
  running ??= examine().finally(() => {
    running = undefined;
  });
  const checks = await running;
  const isWell = Object.values(checks).every((check) => check === "ok");
  return Response.json(
    { status: isWell ? "ok" : "unavailable", checks },
    { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
