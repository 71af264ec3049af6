/** Acting for one number: the database writes only for the runner that holds it now. */
import { type SystemDb, systemDb } from "@/lib/db/clients";
import type { ChannelRef } from "@/wa-runner/ports";

/** A client whose token names the number and the epoch of our lease; another holder makes it worthless. */
export const dbOf = ({ tenantId, channelId, epoch }: ChannelRef): SystemDb =>
  systemDb(tenantId, "wa-runner", { channelId, epoch });

/** Another runner holds the number: whatever this one still knows of it is out of date. */
export const isStale = (error: { message: string }): boolean => error.message === "channel.stale";
