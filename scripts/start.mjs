// `npm start`, `npm run dev` and `npm run dev:whatsapp`. Plain JavaScript and nothing but Node's own modules: it installs all the rest.
import "./lib/check-node.mjs";

const path = await import("node:path");
const { install } = await import("./lib/install.mjs");
const { fail } = await import("./lib/plain.mjs");
const { checkSpace, checkWritable } = await import("./lib/preflight.mjs");
const { runTypeScript } = await import("./lib/run-node24.mjs");

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

try {
  const stateDir = path.resolve(root, process.env.VOLTURA_STATE || ".voltura");
  checkWritable(stateDir);
  for (const dir of [root, stateDir]) checkSpace(dir, 500_000_000);
  await install(root);
  const script = process.argv.includes("--whatsapp") ? "scripts/dev-whatsapp.ts" : "scripts/stack/main.ts";
  process.exitCode = await runTypeScript(root, script, process.argv.slice(2));
} catch (error) {
  fail(error);
}
