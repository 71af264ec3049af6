import { describe, expect, it } from "vitest";
import { readHours } from "@/lib/tenancy/hours";
import { businessInput, outletInput } from "@/lib/tenancy/schema";

const outlet = { name: "Bangi", code: "bgi", mon_open: "on", mon_from: "10:00", mon_to: "20:00" };

describe("opening hours", () => {
  it("keep the open days and drop the closed ones, whatever times they still carry", () => {
    const parsed = outletInput.parse({ ...outlet, tue_from: "10:00", tue_to: "20:00" });
    expect(parsed.hours).toEqual({ mon: ["10:00", "20:00"] });
    expect(parsed.code).toBe("BGI");
  });

  it("refuse closing before opening, and what is no time, at the day", () => {
    for (const [to, code] of [
      ["09:00", "input.hours"],
      ["25:00", "input.time"],
      ["", "input.time"],
    ]) {
      const { error } = outletInput.safeParse({ ...outlet, mon_to: to });
      expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([["mon_to", code]]);
    }
  });

  it("read as closed when the stored value is something else", () => {
    expect(readHours(null)).toEqual({});
    expect(readHours({ mon: "always" })).toEqual({});
  });
});

describe("business profile", () => {
  const business = { name: "Kedai 🙂 كدي", locale: "ms" };

  it("takes any script, and nothing for what is optional", () => {
    expect(businessInput.parse({ ...business, phone: " ", postcode: "" })).toMatchObject({
      phone: null,
      postcode: null,
    });
  });

  it("needs number and day of an SST registration, and a real postcode", () => {
    const { error } = businessInput.safeParse({ ...business, sst: "on", postcode: "4300" });
    expect(error?.issues.map(({ path }) => path[0]).sort()).toEqual(["postcode", "sstFrom", "sstNo"]);
  });
});
