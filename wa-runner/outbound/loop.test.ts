import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { log } from "@/lib/core/log";
import type { OutboundClaim } from "@/lib/db/service";
import { startOutbound } from "./loop";

vi.mock("@/lib/env", () => ({ env: () => ({ LOG_LEVEL: "silent" }) }));

const claim = (messageId: string): OutboundClaim => ({
  tenantId: "t",
  channelId: "c",
  messageId,
  providerId: messageId,
  to: { kind: "phone", value: "+60123456789" },
  isFirstContact: false,
  kind: "text",
  body: "",
  payload: {},
  media: null,
  replyTo: null,
  attempts: 1,
});

describe("the outbound loop", () => {
  it("asks again after each message, since the next of its thread is free only then", async () => {
    const waiting = ["1", "2", "3"];
    const sent: string[] = [];
    const loop = startOutbound({
      // One thread: the database gives its head only.
      claim: async () => waiting.splice(0, 1).map(claim),
      deliver: async ({ messageId }) => {
        sent.push(messageId);
        return { state: "accepted" };
      },
      onDone: () => undefined,
      log: log("test"),
      fallbackMs: 60_000,
    });
    await vi.waitFor(() => expect(sent).toEqual(["1", "2", "3"]));
    await loop.stop();
  });

  it("goes on after the database was away", async () => {
    let outage = 2;
    const sent: string[] = [];
    const loop = startOutbound({
      claim: async () => {
        if (outage-- > 0) throw new Error("ECONNREFUSED");
        return sent.length === 0 ? [claim("1")] : [];
      },
      deliver: async ({ messageId }) => {
        sent.push(messageId);
        return { state: "accepted" };
      },
      onDone: () => undefined,
      log: log("test"),
      fallbackMs: 60_000,
    });
    await vi.waitFor(() => expect(sent).toEqual(["1"]), { timeout: 5000 });
    await loop.stop();
  });

  it("asks no faster the longer the database is away", async () => {
    vi.useFakeTimers();
    try {
      let asked = 0;
      const loop = startOutbound({
        claim: async () => {
          asked += 1;
          throw new Error("ECONNREFUSED");
        },
        deliver: async () => ({ state: "accepted" }),
        onDone: () => undefined,
        log: log("test"),
        fallbackMs: 5000,
      });
      await vi.advanceTimersByTimeAsync(600_000);
      const before = asked;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked - before).toBeLessThan(40);
      await loop.stop();
    } finally {
      vi.useRealTimers();
    }
  });

  it("waits for what is in hand when it stops, and claims nothing more", async () => {
    let claims = 0;
    let isDone = false;
    const loop = startOutbound({
      claim: async () => {
        claims += 1;
        return claims === 1 ? [claim("1")] : [];
      },
      deliver: async () => {
        await delay(60);
        isDone = true;
        return { state: "accepted" };
      },
      onDone: () => undefined,
      log: log("test"),
      fallbackMs: 60_000,
    });
    await delay(20);
    await loop.stop();
    expect([isDone, claims]).toEqual([true, 1]);
  });
});
