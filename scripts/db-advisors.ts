/**
 * `npm run db:advisors`: Supabase's security and performance advice on the migrations. Everything it says, down to `info`, fails
 * unless it is an exception below; an exception that nothing asks for any more fails too.
 */
import { z } from "zod";
import { runCommand, runningDatabaseUrl, say, withFreshDatabase } from "./stack/cli";
import { supabaseCli } from "./stack/supabase-cli";

const advice = z.object({
  results: z.array(z.object({ name: z.string(), level: z.string(), detail: z.string(), cacheKey: z.string() })),
});
type Finding = z.infer<typeof advice>["results"][number];

interface Exception {
  /** The rule's name, and what it is about (the end of the finding's key); without it every finding of the rule. */
  rule: string;
  about?: string;
  why: string;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    rule: "unused_index",
    why: "a database made a moment ago has used none; which index serves which list is measured by `npm run bench -- rls`",
  },
];

const isAbout = (exception: Exception, finding: Finding): boolean =>
  exception.rule === finding.name &&
  (exception.about === undefined || finding.cacheKey === `${finding.name}_${exception.about}`);

const advise = async (url: string): Promise<number> => {
  const asked = ["db", "advisors", `--remote=${url}`, "--level", "info", "--output-format", "json"];
  const { code, stdout, stderr } = await supabaseCli(asked);
  if (code !== 0) {
    say((stdout + stderr).trim());
    return code;
  }
  const { results } = advice.parse(JSON.parse(stdout));
  const open = results.filter((finding) => !EXCEPTIONS.some((exception) => isAbout(exception, finding)));
  for (const { level, name, detail, cacheKey } of open) say(`${level} ${name}: ${detail} (${cacheKey})`);
  for (const exception of EXCEPTIONS) {
    const count = results.filter((finding) => isAbout(exception, finding)).length;
    const what = [exception.rule, exception.about].filter(Boolean).join(" ");
    say(count > 0 ? `excepted ${what} (${count}): ${exception.why}` : `STALE exception, nothing to except: ${what}`);
    if (count === 0) return 1;
  }
  say(open.length === 0 ? "No advice beyond the exceptions, at level info." : `${open.length} to settle.`);
  return open.length === 0 ? 0 : 1;
};

await runCommand(() => {
  const url = process.argv.includes("--running") ? runningDatabaseUrl() : undefined;
  return url ? advise(url) : withFreshDatabase(advise);
});
