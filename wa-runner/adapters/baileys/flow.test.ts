import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { contactOf, keepFlowing, keepOrder } from "./flow";

const message = (from: string, more: Record<string, string> = {}) => ({ tag: "message", attrs: { from, ...more } });

describe("a contact's messages", () => {
  it("are those under either of the two addresses", () => {
    expect(contactOf(message("111@lid", { sender_pn: "60123@s.whatsapp.net" }))).toBe("111");
    expect(contactOf(message("60123@s.whatsapp.net", { sender_lid: "111@lid" }))).toBe("111");
    expect(contactOf(message("60123:4@s.whatsapp.net"))).toBe("60123");
  });

  it("that waited for the connection are not overtaken by live ones: the client is told of no difference", () => {
    const ws = new EventEmitter();
    const heard: Record<string, string>[] = [];
    ws.on("CB:message", ({ attrs }: { attrs: Record<string, string> }) => void heard.push(attrs));
    keepOrder(ws);
    ws.emit("CB:message", message("1@lid", { id: "1", offline: "0" }));
    expect(heard).toEqual([{ from: "1@lid", id: "1" }]);
  });

  it("are begun in their order, whatever each of them takes, and contacts do not wait for each other", async () => {
    const arrivals = fc.array(
      fc.record({ from: fc.constantFrom("1", "2", "3"), takes: fc.nat(4), fails: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async (coming) => {
        const ws = new EventEmitter();
        const done: number[] = [];
        const busy = new Map<string, number>();
        ws.on("CB:message", async ({ attrs }: { attrs: Record<string, string> }) => {
          const n = Number(attrs["id"]);
          const { from = "", takes = 0, fails } = coming[n] ?? {};
          busy.set(from, (busy.get(from) ?? 0) + 1);
          expect(busy.get(from)).toBe(1);
          await delay(takes);
          busy.set(from, 0);
          done.push(n);
          if (fails) throw new Error("unreadable");
        });
        keepOrder(ws);
        coming.forEach(({ from }, n) => {
          ws.emit("CB:message", message(`${from}@lid`, { id: String(n) }));
        });
        await vi.waitFor(() => expect(done).toHaveLength(coming.length), { interval: 1 });
        for (const who of ["1", "2", "3"]) {
          const theirs = done.filter((n) => coming[n]?.from === who);
          expect(theirs).toEqual(theirs.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 30 },
    );
  });
});

it("what is held back is let go of until the connection closes", () => {
  vi.useFakeTimers();
  try {
    const ev = Object.assign(new EventEmitter(), { flush: vi.fn(() => true) });
    keepFlowing(ev);
    vi.advanceTimersByTime(1000);
    expect(ev.flush).toHaveBeenCalledTimes(5);
    ev.emit("connection.update", { connection: "close" });
    vi.advanceTimersByTime(1000);
    expect(ev.flush).toHaveBeenCalledTimes(5);
  } finally {
    vi.useRealTimers();
  }
});
