/** `npm run db:url`: the URL of the running database. */
import { Failure } from "@/supabase/embedded/failure";
import { runCommand, runningDatabaseUrl, say } from "./stack/cli";

await runCommand(async () => {
  const url = runningDatabaseUrl();
  if (!url) throw new Failure("No Voltura runs on this machine.", "Start it with `npm start` and ask again.");
  say(url);
  return 0;
});
