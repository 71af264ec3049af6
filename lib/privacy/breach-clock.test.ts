import { describe, expect, it } from "vitest";
import { breachState, nextDeadline, timeLeft } from "./breach-clock";

const fresh = {
  notify: "both",
  commissioner_due_at: "2026-11-24T02:00:00Z",
  commissioner_notified_at: null,
  persons_due_at: null,
  persons_notified_at: null,
  closed_at: null,
};
const told = {
  ...fresh,
  commissioner_notified_at: "2026-11-22T02:00:00Z",
  persons_due_at: "2026-11-29T02:00:00Z",
};

describe("an entry of the breach register", () => {
  it("goes from open over the Commissioner to the people, then is closed", () => {
    expect(breachState(fresh)).toBe("open");
    expect(breachState(told)).toBe("commissioner_notified");
    const written = { ...told, persons_notified_at: "2026-11-23T02:00:00Z" };
    expect(breachState(written)).toBe("persons_notified");
    expect(breachState({ ...written, closed_at: "2026-11-24T02:00:00Z" })).toBe("closed");
  });

  it("runs one clock at a time", () => {
    expect(nextDeadline(fresh)).toEqual({ who: "commissioner", dueAt: fresh.commissioner_due_at });
    expect(nextDeadline(told)).toEqual({ who: "persons", dueAt: told.persons_due_at });
    expect(nextDeadline({ ...told, notify: "commissioner" })).toBeNull();
    expect(nextDeadline({ ...fresh, notify: "none" })).toBeNull();
    expect(nextDeadline({ ...told, persons_notified_at: "2026-11-23T02:00:00Z" })).toBeNull();
    expect(nextDeadline({ ...fresh, closed_at: "2026-11-24T02:00:00Z" })).toBeNull();
  });

  it("says how long is left, and how long it is over", () => {
    expect(timeLeft(fresh.commissioner_due_at, new Date("2026-11-22T01:30:30Z"))).toEqual({
      over: false,
      days: 2,
      hours: 0,
      minutes: 29,
    });
    expect(timeLeft(fresh.commissioner_due_at, new Date("2026-11-24T05:01:00Z"))).toMatchObject({
      over: true,
      hours: 3,
      minutes: 1,
    });
  });
});
