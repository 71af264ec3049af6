import pino from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { HeldChannel } from "@/lib/db/service";
import type { ChannelAdapter, ChannelRef, ChannelSession } from "@/wa-runner/ports";
import { startSupervisor } from "./supervisor";

const row = (epoch: number): HeldChannel => ({
  tenantId: "t",
  channelId: "c",
  kind: "simulator",
  address: null,
  epoch,
  settings: {},
});
const closed: number[] = [];
const adapter: ChannelAdapter = {
  kind: "simulator",
  capabilities: { kinds: ["text"], ownMessageIds: true, serviceWindowHours: null, readReceipts: true },
  connect: async (channel: ChannelRef): Promise<ChannelSession> => ({
    channel,
    send: async () => ({ accepted: true, stage: "accepted" }),
    health: () => ({ state: "connected", since: new Date() }),
    fetchMedia: async () => null,
    close: async () => void closed.push(channel.epoch),
  }),
  close: async () => undefined,
};

let leased = new Map<string, number>();
const claim = vi.fn<(limit: number) => Promise<HeldChannel[]>>();
const release = vi.fn(async (ids?: string[]) => {
  for (const id of ids ?? leased.keys()) leased.delete(id);
});
const renew = vi.fn(async () => ({ held: new Map(leased), surplus: 0 }));
const open = () =>
  startSupervisor({
    claim,
    release,
    renew,
    adapters: [adapter],
    onConnected: () => undefined,
    log: pino({ level: "silent" }),
    now: () => Date.now(),
    random: () => 0,
  });

beforeEach(() => {
  vi.useFakeTimers();
  leased = new Map();
  closed.length = 0;
  claim.mockReset().mockResolvedValue([]);
  release.mockClear();
});
afterEach(() => vi.useRealTimers());

it("a refusal of what was written under an earlier hold does not cost the present one", async () => {
  claim.mockResolvedValueOnce([row(4)]);
  leased.set("c", 4);
  const supervisor = open();
  await vi.waitFor(() => expect(supervisor.sendable()).toEqual(["c"]));
  supervisor.lost({ ...row(2) });
  expect(supervisor.sendable()).toEqual(["c"]);
  supervisor.lost({ ...row(4) });
  expect(supervisor.sendable()).toEqual([]);
  await supervisor.close();
  expect(closed).toEqual([4]);
});

it("a number leased to this runner that nobody in it serves is given up, and not before two renewals say so", async () => {
  leased.set("c", 3);
  const supervisor = open();
  await vi.advanceTimersByTimeAsync(10_500);
  expect(release).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(release).toHaveBeenCalledWith(["c"]);
  await supervisor.close();
});

it("a renewal that was asked before a number was claimed, and is answered after, does not cost it", async () => {
  const later = <T>(value: T, ms: number) => new Promise<T>((done) => setTimeout(done, ms, value));
  // Both are asked when a number is added: the renewal reads the leases while the claim is still under way.
  claim.mockImplementationOnce(() => later([row(1)], 30));
  renew.mockImplementationOnce(() => later({ held: new Map(), surplus: 0 }, 400));
  const supervisor = open();
  await vi.advanceTimersByTimeAsync(10);
  supervisor.asked("");
  leased.set("c", 1);
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(supervisor.sendable()).toEqual(["c"]));
  // One that is asked later and does not know it is the truth.
  leased.clear();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(supervisor.sendable()).toEqual([]);
  await supervisor.close();
});
