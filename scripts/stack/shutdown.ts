/** Stops what was started, last first, once, whatever asked for it. */
import { Failure } from "@/supabase/embedded/failure";

interface Stoppable {
  stop(): Promise<void>;
}

export class Stopped extends Error {}

export interface Shutdown {
  /** From now on this is stopped with the rest; when stopping already began, at once. */
  add<T extends Stoppable>(part: T): Promise<T>;
  /** Throws when the person already asked to stop. */
  check(): void;
  isAsked(): boolean;
  run(): Promise<void>;
  /** Settles when everything is stopped. */
  done: Promise<void>;
}

export function createShutdown(say: (line: string) => void): Shutdown {
  const parts: Stoppable[] = [];
  let asked: Promise<void> | undefined;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const stopAll = async (): Promise<void> => {
    for (const part of parts.reverse()) {
      try {
        await part.stop();
      } catch (error) {
        say(`A part did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    finish();
  };
  const run = (): Promise<void> => {
    asked ??= stopAll();
    return asked;
  };

  const onSignal = () => {
    if (asked) process.exit(130); // asked twice: leave; the parts end themselves when we are gone
    say("\nStopping …");
    void run();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  // Our starter is gone, killed perhaps: nobody could stop us any more.
  process.on("disconnect", () => void run());

  return {
    async add(part) {
      if (asked) {
        await part.stop();
        throw new Stopped();
      }
      parts.push(part);
      return part;
    },
    check() {
      if (asked) throw new Stopped();
    },
    isAsked: () => asked !== undefined,
    run,
    done,
  };
}

/** A program that is no longer there while the others start. */
export function requireRunning(child: { isRunning(): boolean }, what: string, log: string): void {
  if (!child.isRunning()) throw new Failure(`${what} ended while starting.`, `The reason is at the end of ${log}.`);
}
