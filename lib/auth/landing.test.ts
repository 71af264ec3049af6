import { describe, expect, it } from "vitest";
import { landingFor, safePath } from "@/lib/auth/landing";

describe("landing page", () => {
  it("follows the role", () => {
    expect(landingFor("owner")).toBe("/home");
    expect(landingFor("cashier")).toBe("/counter");
    expect(landingFor("technician")).toBe("/repairs");
    expect(landingFor("agent")).toBe("/inbox");
    expect(landingFor(null)).toBe("/home");
  });

  it("never leaves the site after sign-in", () => {
    expect(safePath("/repairs/1?tab=parts")).toBe("/repairs/1?tab=parts");
    for (const path of ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "", null, "/a\nb"]) {
      expect(safePath(path)).toBeNull();
    }
  });
});
