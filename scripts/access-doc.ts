/** `npm run db:access`: rewrites docs/access.md by asking a database made from the migrations. `--check` only says whether it would change. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import postgres from "postgres";
import { accessDocument } from "@/testing/access/doc";
import { prepareAccessWorld } from "@/testing/access/world";
import { runCommand, say, withFreshDatabase } from "./stack/cli";

const FILE = "docs/access.md";

await runCommand(async () => {
  const text = await withFreshDatabase(async (url) => {
    const sql = postgres(url, { max: 2, onnotice: () => undefined });
    try {
      await prepareAccessWorld(sql);
      return await accessDocument(sql);
    } finally {
      await sql.end({ timeout: 1 });
    }
  });
  if (existsSync(FILE) && readFileSync(FILE, "utf8") === text) {
    say(`${FILE} is up to date.`);
    return 0;
  }
  if (process.argv.includes("--check")) {
    say(`${FILE} is out of date: run \`npm run db:access\` and commit it.`);
    return 1;
  }
  writeFileSync(FILE, text);
  say(`${FILE} rewritten.`);
  return 0;
});
