/** WhatsApp through Meta's Cloud API: official, with templates and a window of 24 hours, and without ids of our own. */
import type { Logger } from "pino";
import { env } from "@/lib/env";
import { openCloudSession } from "@/wa-runner/adapters/cloud/session";
import { dbOf } from "@/wa-runner/holding";
import type { ChannelAdapter, ChannelEvents } from "@/wa-runner/ports";

export interface CloudOptions {
  events: ChannelEvents;
  log: Logger;
  base?: string;
}

export function createCloudAdapter({ events, log, base = env().GRAPH_API_BASE }: CloudOptions): ChannelAdapter {
  return {
    kind: "cloud",
    capabilities: {
      kinds: ["text", "image", "audio", "video", "document", "buttons", "list", "location", "reaction", "template"],
      ownMessageIds: false,
      serviceWindowHours: 24,
      readReceipts: true,
      typingTellsRead: true,
    },
    connect: async (channel, settings) => openCloudSession({ channel, settings, db: dbOf(channel), events, base, log }),
    close: async () => undefined,
  };
}
