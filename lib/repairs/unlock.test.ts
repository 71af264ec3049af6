import { describe, expect, it } from "vitest";
import { addDot } from "@/lib/repairs/unlock";
import { unlockOf, unlockShape } from "@/lib/repairs/unlock-schema";

const drawn = (...dots: number[]) => dots.reduce(addDot, "");

describe("a pattern", () => {
  it("is the dots in their order, each once", () => {
    expect(drawn(1, 2, 5, 8)).toBe("1258");
    expect(drawn(1, 2, 1, 2, 5)).toBe("125");
    expect(drawn(1, 6, 8)).toBe("168");
  });

  it("takes the dot with it that lies on the way, unless it is in it already", () => {
    expect(drawn(1, 3)).toBe("123");
    expect(drawn(1, 9)).toBe("159");
    expect(drawn(7, 1)).toBe("741");
    expect(drawn(2, 1, 3)).toBe("213");
  });
});

describe("what opens a device", () => {
  const read = (form: Record<string, string>) => {
    const parsed = unlockShape.safeParse(form);
    return parsed.success ? unlockOf(parsed.data) : parsed.error.issues[0]?.message;
  };
  it("is a PIN, a password or a pattern, or nothing", () => {
    expect(read({ pin: " 0048 " })).toEqual({ kind: "pin", value: "0048" });
    expect(read({ pin: "kata laluan 🔑" })).toEqual({ kind: "pin", value: "kata laluan 🔑" });
    expect(read({ pattern: "14789" })).toEqual({ kind: "pattern", value: "14789" });
    expect(read({ pin: "", pattern: "" })).toBeNull();
    expect(read({})).toBeNull();
  });

  it("is refused as a pattern of too few dots, of one twice, or of none", () => {
    for (const pattern of ["123", "1231", "0123", "1234567891", "abcd"])
      expect(read({ pattern })).toBe("unlock.pattern");
    expect(read({ pin: "x".repeat(65) })).toBe("input.too_long");
  });
});
