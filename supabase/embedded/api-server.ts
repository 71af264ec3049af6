/** The Supabase API as a child process. */
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type Child, ROOT, startChild } from "./child";
import { apiEnvironment, paths, type StackConfig } from "./config";
import { Failure } from "./failure";
import type { KeptMail } from "./mailbox";
import type { Secrets } from "./secrets";

const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({
    type: z.literal("mail"),
    mail: z.object({ at: z.string(), to: z.string(), subject: z.string(), text: z.string() }),
  }),
]);

/** Resolves when it answers. It reads the schema once: start it after the migrations, restart it after new ones. */
export async function startApi(
  config: StackConfig,
  secrets: Secrets,
  onMail?: (mail: KeptMail) => void,
): Promise<Child> {
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const child = startChild({
    script: path.join(ROOT, "supabase/embedded/api.ts"),
    typescript: true,
    env: apiEnvironment(config, secrets),
    logFile: paths(config).log("api"),
    onMessage: (raw) => {
      const parsed = message.safeParse(raw).data;
      if (parsed?.type === "ready") ready();
      if (parsed?.type === "mail") onMail?.(parsed.mail);
    },
  });
  const outcome = await Promise.race([
    isReady.then(() => "ready" as const),
    child.exited.then(() => "ended" as const),
    delay(60_000, "late" as const, { ref: false }),
  ]);
  if (outcome === "ready") return child;
  await child.stop(1000);
  throw new Failure("The Supabase API did not start.", `The reason is at the end of ${paths(config).log("api")}.`);
}
