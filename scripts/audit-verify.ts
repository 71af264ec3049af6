/**
 * `npm run audit:verify [-- --tenant <id>] [--anchor <file>]`: is the audit log as it was sealed? Ends with 1 when it is not.
 * An anchor file holds heads noted earlier: the runner's log does, one line a day and tenant.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { readAnchors } from "@/lib/audit/chain";
import { type ChainReport, verifyChains } from "@/lib/audit/verify-chain";
import { Failure } from "@/supabase/embedded/failure";
import { runCommand, runningDatabaseUrl, say } from "./stack/cli";

function line(report: ChainReport): string {
  const { tenantId, days, rows, head, until, open, wrong } = report;
  const sealed = `${tenantId}  ${days} days, ${rows} rows until ${until ?? "-"}, ${open} rows open, head ${head ?? "-"}`;
  return wrong ? `${sealed}  DIFFERS on ${wrong.day} (${wrong.reason}): ${wrong.detail}` : `${sealed}  ok`;
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: { tenant: { type: "string" }, anchor: { type: "string", multiple: true } },
  });
  const url = runningDatabaseUrl();
  if (!url) throw new Failure("No Voltura runs on this machine.", "Start it with `npm start` and ask again.");
  const anchors = (values.anchor ?? []).flatMap((file) => readAnchors(readFileSync(file, "utf8")));
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const reports = await verifyChains(sql, { tenant: values.tenant, anchors });
    for (const report of reports) say(line(report));
    const differing = reports.filter((report) => report.wrong !== null).length;
    say(`${reports.length} tenants, ${anchors.length} noted heads, ${differing} differ.`);
    return differing === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 1 });
  }
});
