import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { mask, maskText } from "@/lib/core/mask";
import { env } from "@/lib/env";

const masked: LoggerOptions = {
  hooks: {
    logMethod(args, method) {
      const [first, ...rest]: unknown[] = args;
      const line = mask(first instanceof Error ? { err: first } : first);
      // pino would take the message of the error as it is.
      if (rest.length === 0 && first instanceof Error) rest.push(first.message);
      Reflect.apply(method, this, [
        line,
        ...rest.map((part) => (typeof part === "string" ? maskText(part) : mask(part))),
      ]);
    },
  },
};

/** JSON lines; no personal data: pass ids, never phones, texts, e-mails or tokens. Masking (lib/core/mask.ts) is a second net. */
export const makeLogger = (destination?: DestinationStream): Logger =>
  destination ? pino(masked, destination) : pino(masked);

let root: Logger | undefined;

export function log(part: string): Logger {
  if (!root) {
    root = makeLogger();
    root.level = env().LOG_LEVEL;
  }
  return root.child({ part });
}
