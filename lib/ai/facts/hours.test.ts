import { describe, expect, it } from "vitest";
import { clockWords, openState, weekTable } from "@/lib/ai/facts/hours";
import type { Outlet } from "@/lib/ai/facts/shop";
import { openSentence, opensAgain } from "@/lib/ai/replies/when";

const hours = {
  mon: ["10:00", "20:00"],
  tue: ["10:00", "20:00"],
  thu: ["10:00", "20:00"],
  fri: ["14:30", "02:00"],
  sun: ["11:00", "18:00"],
};
const KL = "Asia/Kuala_Lumpur";
const at = (local: string, offset = "+08:00") => new Date(`${local}${offset}`);

describe("opening hours", () => {
  it.each([
    ["2026-11-24T10:00", { open: true, closes: "20:00" }],
    ["2026-11-24T19:59", { open: true, closes: "20:00" }],
    ["2026-11-24T09:59", { open: false, next: { inDays: 0, weekday: 2, opens: "10:00" } }],
    ["2026-11-24T20:00", { open: false, next: { inDays: 2, weekday: 4, opens: "10:00" } }],
    ["2026-11-27T23:30", { open: true, closes: "02:00" }],
    ["2026-11-28T01:59", { open: true, closes: "02:00" }],
    ["2026-11-28T02:00", { open: false, next: { inDays: 1, weekday: 0, opens: "11:00" } }],
  ])("at %s", (local, state) => {
    expect(openState(hours, KL, at(local))).toEqual(state);
  });

  it("goes by the zone of the outlet, not of the machine", () => {
    const instant = at("2026-11-24T19:30");
    expect(openState(hours, KL, instant).open).toBe(true);
    expect(openState(hours, "Asia/Tokyo", instant).open).toBe(false);
  });

  it("knows nothing from broken hours", () => {
    for (const broken of [null, {}, "10-8", { mon: "10:00" }, { mon: ["10", "20"] }, { mon: ["10:00"] }, []]) {
      expect(openState(broken, KL, at("2026-11-24T12:00"))).toEqual({ open: false, next: null });
    }
  });

  it("writes times and weeks as people say them", () => {
    expect([
      clockWords("20:00", "ms"),
      clockWords("10:30", "ms"),
      clockWords("13:00", "ms"),
      clockWords("18:00", "ms"),
      clockWords("00:00", "ms"),
    ]).toEqual(["8 malam", "10.30 pagi", "1 tengah hari", "6 petang", "12 tengah malam"]);
    expect([clockWords("20:00", "en"), clockWords("00:15", "en"), clockWords("12:00", "en")]).toEqual([
      "8 pm",
      "12.15 am",
      "12 pm",
    ]);
    expect(weekTable(hours, "ms")).toEqual([
      ["Isnin – Selasa", "10 pagi – 8 malam"],
      ["Rabu", "tutup"],
      ["Khamis", "10 pagi – 8 malam"],
      ["Jumaat", "2.30 petang – 2 pagi"],
      ["Sabtu", "tutup"],
      ["Ahad", "11 pagi – 6 petang"],
    ]);
  });

  it("says so in both languages", () => {
    const outlet: Outlet = { id: "1", name: "Bangsar", phone: null, address: "", timeZone: KL, hours };
    expect(openSentence(outlet, "ms", at("2026-11-24T12:00"))).toBe("Bangsar buka sekarang, tutup 8 malam.");
    expect(openSentence(outlet, "en", at("2026-11-24T21:00"))).toBe(
      "Bangsar is closed now. Opens again Thursday at 10 am.",
    );
    expect(opensAgain(outlet, "ms", at("2026-11-24T08:00"))).toBe(
      "Kedai sedang tutup. Kami buka semula hari ini jam 10 pagi dan akan balas mesej anda ketika itu.",
    );
    expect(opensAgain(outlet, "ms", at("2026-11-24T12:00"))).toBeNull();
    expect(opensAgain({ ...outlet, hours: {} }, "ms", at("2026-11-24T12:00"))).toBeNull();
  });
});
