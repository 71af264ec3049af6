/** `npm run db:reset`: the database and its files made new from the migrations and the demo shops. Keys stay. */
import { startApi } from "@/supabase/embedded/api-server";
import { bootDatabase, removeData } from "@/supabase/embedded/boot";
import { recoverLock } from "@/supabase/embedded/cluster";
import { paths } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";
import { runCommand, say } from "./stack/cli";
import { releaseLock, takeLock } from "./stack/lock";
import { requireFreePorts } from "./stack/ports";
import { seedOnce } from "./stack/seed";
import { readSettings } from "./stack/settings";

await runCommand(async () => {
  const { mode, config } = readSettings();
  if (mode === "hosted") {
    throw new Failure(
      "db:reset works on the embedded database only; a hosted one is never deleted from here.",
      "Unset VOLTURA_MODE, or reset the project in the Supabase dashboard.",
    );
  }
  const running = takeLock(config.stateDir, config.ports);
  if (running) {
    throw new Failure(
      `Voltura is running (process ${running.pid}).`,
      "Stop it with Ctrl-C, then run `npm run db:reset` again.",
    );
  }
  try {
    await recoverLock(paths(config).postgres);
    await requireFreePorts(config.ports);
    removeData(config);
    const { server, secrets, url, applied } = await bootDatabase(config, { onEdited: "refuse", report: say });
    try {
      say(`Applied ${applied.length} migrations`);
      const api = await startApi(config, secrets);
      try {
        await seedOnce(config, secrets, url, say);
      } finally {
        await api.stop();
      }
    } finally {
      await server.stop();
    }
  } finally {
    releaseLock(config.stateDir);
  }
  say("The database is new. Start with `npm start`.");
  return 0;
});
