/** WhatsApp through a linked phone (Baileys). Unofficial: WhatsApp may ban a number at any time, which the owner is told. */
import type { Logger } from "pino";
import type { BaileysConfig } from "@/wa-runner/adapters/baileys/config";
import type { Patience } from "@/wa-runner/adapters/baileys/connection";
import { openSession } from "@/wa-runner/adapters/baileys/session";
import { dbOf } from "@/wa-runner/holding";
import type { ChannelAdapter, ChannelEvents } from "@/wa-runner/ports";

export interface BaileysOptions {
  events: ChannelEvents;
  log: Logger;
  /** Asked at each connection. */
  config: () => Promise<BaileysConfig>;
  patience?: Partial<Patience>;
}

export function createBaileysAdapter({ events, log, config, patience = {} }: BaileysOptions): ChannelAdapter {
  return {
    kind: "baileys",
    capabilities: {
      kinds: ["text", "image", "audio", "video", "document", "buttons", "list", "location", "reaction"],
      ownMessageIds: true,
      serviceWindowHours: null,
      readReceipts: true,
    },
    connect: async (channel) => openSession({ channel, db: dbOf(channel), events, config, log, patience }),
    close: async () => undefined,
  };
}
