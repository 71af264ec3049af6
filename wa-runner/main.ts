/** Process of its own: boot and signals, nothing else. */
import { log } from "@/lib/core/log";
import { startRunner } from "@/wa-runner/runner";

/** Shorter than the grace its parent gives before SIGKILL; what is unfinished then is taken up again at the next start. */
const DRAIN_MS = 6000;

async function main(): Promise<void> {
  const runner = await startRunner();
  // A promise nobody waits for, mostly in the client of one number, must not end the connections of all the others.
  process.on("unhandledRejection", (error) =>
    log("wa-runner").error({ err: error instanceof Error ? error.name : "unknown" }, "nobody waited"),
  );
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    runner.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  log("wa-runner").fatal({ err: error instanceof Error ? error.message : "unknown" }, "could not start");
  process.exit(1);
});
