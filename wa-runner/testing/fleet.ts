/** Numbers of shops linked at the test server's WhatsApp, and runners in processes of their own that share them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Sql } from "postgres";
import { type Keyring, parseKeys } from "@/lib/secrets/keys";
import { openLinkOffer } from "@/lib/whatsapp/link-offer";
import { freePorts } from "@/scripts/stack/ports";
import { loadSecrets } from "@/supabase/embedded/secrets";
import { actAs } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";
import type { TestStack } from "@/testing/stack";
import { eventually, type RunnerProcess, startRunnerProcess } from "@/wa-runner/testing/process";
import { startWhatsAppServer, type WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";

export interface FleetNumber {
  readonly shop: TestShop;
  readonly channelId: string;
  /** Without the plus. */
  readonly digits: string;
}

export interface Fleet {
  readonly whatsapp: WhatsAppServer;
  readonly numbers: readonly FleetNumber[];
  readonly runners: readonly RunnerProcess[];
  /** A runner in place of the one with this index, or one more. */
  start(index: number): Promise<void>;
  /** Each number's owner links it. */
  link(numbers: readonly FleetNumber[]): Promise<void>;
  /** What every runner that ever was has logged. */
  logs(): string;
  stop(): Promise<void>;
}

async function makeNumber(sql: Sql, whatsapp: WhatsAppServer, digits: string): Promise<FleetNumber> {
  const shop = await makeShop(sql);
  whatsapp.person(digits, "Kedai");
  // The concierge has tests of its own; here only what is sent is to move.
  const [made] = await sql<{ id: string }[]>`
    update public.channels set kind = 'baileys', name = 'Telefon kedai', address = null, state = 'new', concierge_mode = 'off'
     where tenant_id = ${shop.tenantId} returning id`;
  return { shop, channelId: made?.id ?? "", digits };
}

async function linkOne(sql: Sql, keys: Keyring, whatsapp: WhatsAppServer, number: FleetNumber): Promise<void> {
  const { shop, channelId, digits } = number;
  await actAs(sql, shop.owner, (tx) => tx`select public.request_channel(${channelId}, 'link', 'qr', null)`);
  const qr = await eventually(
    "a code to scan",
    async () => {
      const [row] = await actAs(
        sql,
        shop.owner,
        (tx) => tx<{ link: { value: string } | null }[]>`select public.channel_link(${channelId}) as link`,
      );
      return row?.link
        ? (openLinkOffer({ tenantId: shop.tenantId, channelId }, row.link.value, keys) ?? undefined)
        : undefined;
    },
    60,
  );
  await whatsapp.scan(qr, digits);
  await eventually(
    "the number is connected",
    async () => {
      const [row] = await sql<{ state: string }[]>`select state from public.channels where id = ${channelId}`;
      return row?.state === "connected" ? true : undefined;
    },
    60,
  );
}

/** Numbers without a runner: `start` brings the runners, `link` the phones. */
export async function openFleet(stack: TestStack, count: number): Promise<Fleet> {
  const sql = stack.serviceSql;
  const keys = parseKeys(loadSecrets(stack.stateDir).secretKeys);
  const whatsapp = await startWhatsAppServer({ autoReceipts: "delivered" });
  const dir = mkdtempSync(path.join(os.tmpdir(), "voltura-fleet-"));
  const certificate = path.join(dir, "whatsapp-server.pem");
  writeFileSync(certificate, whatsapp.certificate);
  const numbers: FleetNumber[] = [];
  for (let n = 0; n < count; n += 1) numbers.push(await makeNumber(sql, whatsapp, `6031${String(1_000_000 + n)}`));
  const runners: RunnerProcess[] = [];
  const logs: (() => string)[] = [];
  return {
    whatsapp,
    numbers,
    runners,
    async start(index) {
      const { runner: port } = await freePorts();
      const runner = await startRunnerProcess(stack.environment, {
        NODE_ENV: "test",
        WA_RUNNER_PORT: String(port),
        WA_RUNNER_URL: `http://127.0.0.1:${port}`,
        WA_WEB_SOCKET_URL: whatsapp.url,
        WA_ROOT_PUBLIC_KEY: whatsapp.rootPublicKey,
        WA_MEDIA_HOST: whatsapp.mediaHost,
        NODE_EXTRA_CA_CERTS: certificate,
      });
      runners[index] = runner;
      logs.push(runner.log);
    },
    async link(some) {
      const waiting = [...some];
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          for (let one = waiting.shift(); one; one = waiting.shift()) await linkOne(sql, keys, whatsapp, one);
        }),
      );
    },
    logs: () => logs.map((log) => log()).join(""),
    async stop() {
      await Promise.all(runners.map((runner) => runner.kill()));
      await whatsapp.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
