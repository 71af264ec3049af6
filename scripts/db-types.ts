/** `npm run db:types`: rewrites lib/db/types.gen.ts from the migrations. `--check` only says whether it would change. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runCommand, say, withFreshDatabase } from "./stack/cli";
import { generateTypes, TYPES_FILE } from "./stack/types";

await runCommand(async () => {
  const types = await withFreshDatabase(generateTypes);
  const current = existsSync(TYPES_FILE) ? readFileSync(TYPES_FILE, "utf8") : "";
  if (types === current) {
    say("lib/db/types.gen.ts is up to date.");
    return 0;
  }
  if (process.argv.includes("--check")) {
    say("lib/db/types.gen.ts is out of date: run `npm run db:types` and commit it.");
    return 1;
  }
  writeFileSync(TYPES_FILE, types);
  say("lib/db/types.gen.ts rewritten.");
  return 0;
});
