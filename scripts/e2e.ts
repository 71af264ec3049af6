/** Browser tests on stacks of their own: built app, demo shops, free ports. Words after the script go to Playwright. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseKeys } from "@/lib/secrets/keys";
import { ROOT } from "@/supabase/embedded/child";
import { loadSecrets } from "@/supabase/embedded/secrets";
import { serveControl } from "@/testing/control";
import { startTestStack } from "@/testing/stack";
import { control as graphControl } from "@/wa-runner/testing/graph-server/control";
import { startGraphServer } from "@/wa-runner/testing/graph-server/server";
import { servePhone } from "@/wa-runner/testing/whatsapp-server/phone/serve";
import { startWhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";
import { requireChromium } from "./stack/chromium";
import { runCommand, say } from "./stack/cli";
import { shownQr } from "./stack/demo-number";

/** Two are what two cores carry; one is enough for one file. */
const BYTES_EACH = 4 * 2 ** 30;
const stacksFor = (words: string[]): number =>
  words.length > 0 ? 1 : Math.max(1, Math.min(2, os.availableParallelism(), Math.floor(os.totalmem() / BYTES_EACH)));

interface E2eStack {
  file: string;
  stop: () => Promise<void>;
}

/** Each stack has a WhatsApp of its own, with a page that plays the phones. */
async function start(report: (step: string) => void): Promise<E2eStack> {
  const whatsapp = await startWhatsAppServer({ autoReceipts: "delivered" });
  const graph = await startGraphServer({ beside: graphControl });
  const stack = await startTestStack({
    seed: true,
    web: true,
    runner: true,
    report,
    runnerEnv: {
      NODE_ENV: "test",
      WA_WEB_SOCKET_URL: whatsapp.url,
      WA_ROOT_PUBLIC_KEY: whatsapp.rootPublicKey,
      WA_MEDIA_HOST: whatsapp.mediaHost,
      GRAPH_API_BASE: graph.base,
    },
  });
  servePhone(whatsapp, {
    waitingQr: () => shownQr(stack.serviceSql, parseKeys(loadSecrets(stack.stateDir).secretKeys)),
  });
  const { serviceSql: _sql, mails: _mails, environment: _environment, ...values } = stack;
  const control = await serveControl(stack);
  const file = path.join(values.stateDir, "e2e.json");
  writeFileSync(
    file,
    JSON.stringify({
      ...values,
      controlUrl: control.url,
      phonesUrl: `http://${new URL(whatsapp.url).host}`,
      graphUrl: new URL(graph.base).origin,
    }),
    { mode: 0o600 },
  );
  return {
    file,
    async stop() {
      control.close();
      await stack.stop();
      await Promise.all([whatsapp.close(), graph.close()]);
    },
  };
}

function playwright(stacks: E2eStack[], chromium: string, words: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
    const child = spawn(process.execPath, [cli, "test", ...words], {
      cwd: ROOT,
      env: {
        ...process.env,
        VOLTURA_E2E: stacks.map(({ file }) => file).join(path.delimiter),
        VOLTURA_E2E_CHROMIUM: chromium,
      },
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

await runCommand(async () => {
  const words = process.argv.slice(2);
  const chromium = requireChromium(say);
  const stacks: E2eStack[] = [];
  try {
    // One after the other: the second finds the app built.
    for (let n = stacksFor(words); n > 0; n -= 1) stacks.push(await start(say));
    return await playwright(stacks, chromium, words);
  } finally {
    await Promise.all(stacks.map((stack) => stack.stop()));
  }
});
