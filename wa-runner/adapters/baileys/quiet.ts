/**
 * libsignal prints whole sessions, private keys and root keys among them, straight to the console: no logger of ours sees them.
 * Imported before Baileys by whoever imports it; from then on those lines end here.
 */
const LEAKS = [
  "Closing session",
  "Opening session",
  "Session already",
  "Session error",
  "Removing old closed session",
  "Closing open session",
  "Closing stale open session",
  "Failed to decrypt",
  "Decrypted message with closed session",
  "Migrating session",
  "V1 session storage migration",
  "Unhandled bucket type",
];

export function isLeak(first: unknown): boolean {
  return typeof first === "string" && LEAKS.some((start) => first.startsWith(start));
}

const out = globalThis.console;
for (const level of ["log", "info", "warn", "error", "debug"] as const) {
  const print = out[level].bind(out);
  out[level] = (...args: unknown[]) => {
    if (!isLeak(args[0])) print(...args);
  };
}
