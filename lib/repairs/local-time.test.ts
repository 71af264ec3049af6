import { describe, expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time";

describe("shop time in a form", () => {
  it("survives there and back, in the shop's zone", () => {
    expect(fromLocalInput("2026-11-21T18:00", "Asia/Kuala_Lumpur")).toBe("2026-11-21T10:00:00.000Z");
    expect(toLocalInput("2026-11-21T10:00:00.000Z", "Asia/Kuala_Lumpur")).toBe("2026-11-21T18:00");
  });

  it("is nothing when it is nothing", () => {
    expect(fromLocalInput("", "Asia/Kuala_Lumpur")).toBeNull();
    expect(toLocalInput(null, "Asia/Kuala_Lumpur")).toBe("");
  });
});
