/** Where WhatsApp is and which version of its client we are. Only tests and development look elsewhere than at WhatsApp. */
import "@/wa-runner/adapters/baileys/quiet";
import { WA_CERT_DETAILS, type WAVersion } from "@whiskeysockets/baileys";
import { platformSetting, type ServiceDb } from "@/lib/db/service";
import { env } from "@/lib/env";

export interface BaileysConfig {
  readonly webSocketUrl: string | undefined;
  readonly mediaHost: string;
  readonly version: WAVersion | undefined;
}

const MEDIA_HOST = "mmg.whatsapp.net";

function versionOf(text: string | undefined): WAVersion | undefined {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(text ?? "") ?? [];
  return major && minor && patch ? [Number(major), Number(minor), Number(patch)] : undefined;
}

/** Read at each connection, so that a version that WhatsApp refuses is changed (`npm run wa:version`) without a restart. */
export async function baileysConfig(service: ServiceDb): Promise<BaileysConfig> {
  const { WA_WEB_SOCKET_URL, WA_ROOT_PUBLIC_KEY, WA_MEDIA_HOST, WA_WEB_VERSION } = env();
  if (WA_ROOT_PUBLIC_KEY) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(WA_ROOT_PUBLIC_KEY, "hex");
  return {
    webSocketUrl: WA_WEB_SOCKET_URL,
    mediaHost: WA_MEDIA_HOST ?? MEDIA_HOST,
    version: versionOf((await platformSetting(service, "wa_web_version")) ?? WA_WEB_VERSION),
  };
}
