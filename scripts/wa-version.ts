/**
 * `npm run wa:version -- 2.3000.1043857760`: which version of WhatsApp Web linked phones say they are, from their next connection
 * on, without a restart. `-- --clear`: the built-in one (or WA_WEB_VERSION) again. Without either it says what is set.
 */
import { parseArgs } from "node:util";
import postgres from "postgres";
import { Failure } from "@/supabase/embedded/failure";
import { runCommand, runningDatabaseUrl, say } from "./stack/cli";

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { clear: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [version] = positionals;
  if (version !== undefined && !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Failure("That is no version.", "It looks like this: 2.3000.1043857760");
  }
  const url = runningDatabaseUrl();
  if (!url) throw new Failure("No Voltura runs on this machine.", "Start it with `npm start` and ask again.");
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    if (values.clear) await sql`delete from private.platform_settings where name = 'wa_web_version'`;
    if (version !== undefined) {
      await sql`insert into private.platform_settings (name, value) values ('wa_web_version', ${version})
        on conflict (name) do update set value = excluded.value`;
    }
    const [row] = await sql<
      { value: string }[]
    >`select value from private.platform_settings where name = 'wa_web_version'`;
    say(
      row
        ? `Linked phones say they are ${row.value}, from their next connection on.`
        : "Linked phones say they are the built-in version.",
    );
    return 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
});
