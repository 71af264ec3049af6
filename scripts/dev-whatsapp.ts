/** `npm run dev:whatsapp`: the stack of `npm run dev` with a WhatsApp of its own, and a page that plays the phones. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Sql } from "postgres";
import { parseKeys } from "@/lib/secrets/keys";
import { postgresSql } from "@/supabase/embedded/boot";
import { Failure } from "@/supabase/embedded/failure";
import { loadSecrets } from "@/supabase/embedded/secrets";
import { keepLinks } from "@/wa-runner/testing/whatsapp-server/links";
import { servePhone } from "@/wa-runner/testing/whatsapp-server/phone/serve";
import { startWhatsAppServer, type WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";
import { runningDatabaseUrl, say, sayFailure } from "./stack/cli";
import { demoNumber, shownQr } from "./stack/demo-number";
import { waitForHealth } from "./stack/health";
import { isPortFree } from "./stack/ports";
import { readSettings, type Settings } from "./stack/settings";

const PORT = 3009;
const CUSTOMERS = 12;
const STARTS_WITHIN_S = 900;

/** What tells the runner that WhatsApp is here. Refused in production, so the stack runs as `npm run dev`. */
function pointTo(server: WhatsAppServer, { config }: Settings): void {
  mkdirSync(config.stateDir, { recursive: true });
  const certificate = path.join(config.stateDir, "whatsapp-server.pem");
  writeFileSync(certificate, server.certificate);
  Object.assign(process.env, {
    WA_WEB_SOCKET_URL: server.url,
    WA_ROOT_PUBLIC_KEY: server.rootPublicKey,
    WA_MEDIA_HOST: server.mediaHost,
    NODE_EXTRA_CA_CERTS: certificate,
  });
}

async function withDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const url = runningDatabaseUrl();
  if (!url) throw new Failure("The database does not run.", "Wait until the stack says that it is ready.");
  const sql = postgresSql(url, 1);
  return work(sql).finally(() => sql.end({ timeout: 2 }));
}

async function announce(server: WhatsAppServer, { config }: Settings): Promise<void> {
  const app = `http://127.0.0.1:${config.ports.web}`;
  if ((await waitForHealth(app, STARTS_WITHIN_S)) !== undefined) return;
  const number = await withDatabase((sql) => demoNumber(sql, CUSTOMERS));
  if (!number) throw new Failure("There is no shop to give a number to.", "`npm run db:reset` makes the demo shops.");
  for (const { name, phone } of number.customers) server.person(phone.slice(1), name);
  say(`\nThe phones:  http://127.0.0.1:${PORT}`);
  say(`Link "${number.name}" of ${number.shop} as its owner: ${app}/settings/whatsapp\n`);
}

try {
  const settings = readSettings();
  if (settings.mode === "hosted") {
    throw new Failure("A shop of real people may not be pointed at the test server.", "Unset VOLTURA_MODE.");
  }
  if (!(await isPortFree(PORT))) {
    throw new Failure(`Port ${PORT} is taken, and the phones need it.`, "Stop the program that uses it.");
  }
  const server = await startWhatsAppServer({ port: PORT, autoReceipts: "delivered" });
  server.world.on("fault", (error) => say(`The test server did not expect this: ${error.stack ?? error.message}`));
  keepLinks(server, path.join(settings.config.stateDir, "whatsapp-links.json"));
  servePhone(server, {
    waitingQr: () => withDatabase((sql) => shownQr(sql, parseKeys(loadSecrets(settings.config.stateDir).secretKeys))),
  });
  pointTo(server, settings);
  announce(server, settings).catch(sayFailure);
  process.argv.push("--dev");
  await import("./stack/main");
} catch (error) {
  sayFailure(error);
  process.exit(1);
}
