// `npm test`: everything, from a fresh clone. `npm test -- unit db` runs some stages; `npm test -- browser FILE` one journey.
// Plain JavaScript and Node's own modules only: it installs the rest itself.
import "./lib/check-node.mjs";

const path = await import("node:path");
const { install } = await import("./lib/install.mjs");
const { fail, say } = await import("./lib/plain.mjs");
const { STAGES } = await import("./lib/stages.mjs");

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const words = process.argv.slice(2);
const wanted = words.filter((word) => word in STAGES);
const rest = words.filter((word) => !(word in STAGES));

try {
  await install(root);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, run] of Object.entries(STAGES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const started = Date.now();
    say(`\n== ${name}`);
    const counts = await run(root, rest);
    if (!counts) {
      say("   nothing to run");
      continue;
    }
    for (const key of Object.keys(total)) total[key] += counts[key];
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    say(`== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
  }
  say();
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} catch (error) {
  fail(error);
}
