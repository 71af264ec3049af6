/** `npm run bench -- <name> [--json]`: a benchmark against a fresh stack of its own. */
const BENCHMARKS: Record<string, () => Promise<unknown>> = {
  checkout: () => import("./checkout"),
  inbound: () => import("./whatsapp/inbound"),
  rls: () => import("./rls/rls"),
  "whatsapp-chaos": () => import("./whatsapp/chaos"),
  "whatsapp-sessions": () => import("./whatsapp/sessions"),
};

const name = process.argv[2] ?? "";
const run = BENCHMARKS[name];
if (run) await run();
else {
  process.stderr.write(`Say which one: ${Object.keys(BENCHMARKS).join(", ")}\n`);
  process.exitCode = 2;
}
