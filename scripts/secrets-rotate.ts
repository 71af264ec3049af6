/**
 * `npm run secrets:rotate`: writes every secret anew under the first key of VOLTURA_SECRET_KEYS. `-- --new-key` (this machine's
 * own stack) makes that key first; the running programs learn it at their next start.
 */
import { parseArgs } from "node:util";
import postgres from "postgres";
import { type Keyring, parseKeys } from "@/lib/secrets/keys";
import { missingVersions, rotateSecrets } from "@/lib/secrets/rotate";
import { Failure } from "@/supabase/embedded/failure";
import { addSecretKey, loadSecrets } from "@/supabase/embedded/secrets";
import { runCommand, runningDatabaseUrl, say } from "./stack/cli";
import { readSettings } from "./stack/settings";

function keysOf({ mode, config }: ReturnType<typeof readSettings>): Keyring {
  return parseKeys(
    mode === "hosted" ? (process.env["VOLTURA_SECRET_KEYS"] ?? "") : loadSecrets(config.stateDir).secretKeys,
  );
}

await runCommand(async () => {
  const { values } = parseArgs({ options: { "new-key": { type: "boolean", default: false } } });
  const settings = readSettings();
  if (values["new-key"]) {
    if (settings.mode === "hosted") {
      throw new Failure(
        "With VOLTURA_MODE=hosted the keys are where you set the environment.",
        "Put a new one in front of VOLTURA_SECRET_KEYS, restart, and run this command without --new-key.",
      );
    }
    const version = addSecretKey(settings.config.stateDir);
    say(`Key ${version} made. Start Voltura anew, then run \`npm run secrets:rotate\`.`);
    return 0;
  }
  const url = runningDatabaseUrl();
  if (!url) throw new Failure("No Voltura runs on this machine.", "Start it with `npm start` and ask again.");
  const keyring = keysOf(settings);
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const missing = await missingVersions(sql, keyring);
    if (missing.length > 0) {
      throw new Failure(
        `There are secrets under key ${missing.join(", ")}, which VOLTURA_SECRET_KEYS does not hold. Nothing was changed.`,
        "Add that key behind the first one and run this again.",
      );
    }
    const { rotated, current, unreadable } = await rotateSecrets(sql, keyring);
    say(
      `${rotated} secrets written anew under key ${keyring.current}, ${current} were, ${unreadable.length} do not open.`,
    );
    for (const { tenantId, kind, ref } of unreadable) say(`  does not open: ${tenantId} ${kind} ${ref}`);
    return unreadable.length === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 1 });
  }
});
