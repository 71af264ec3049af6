import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contentSecurityPolicy, hasOwnPolicy, referrerPolicy } from "@/lib/security/csp";

const directives = (policy: string) => new Map(policy.split("; ").map((part) => [part.split(" ")[0], part]));

describe("the policy of pages", () => {
  it("runs nothing without the nonce, and nothing frames or redirects it", () => {
    const policy = directives(contentSecurityPolicy("abc", false));
    expect(policy.get("script-src")).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy.get("default-src")).toBe("default-src 'self'");
    for (const name of ["object-src", "base-uri", "frame-ancestors", "script-src-attr"])
      expect(policy.get(name)).toBe(`${name} 'none'`);
    const loose = [...policy.values()].filter((part) => part.includes("unsafe"));
    // Only attributes, and what very old browsers go by.
    expect(loose).toEqual(["style-src 'self' 'unsafe-inline'", "style-src-attr 'unsafe-inline'"]);
    expect(policy.get("form-action")).toBe("form-action 'self'");
  });

  it("takes style elements with the nonce, and those of the notices as they are in their package", () => {
    const [elements] = [directives(contentSecurityPolicy("abc", false)).get("style-src-elem")];
    const code = readFileSync(path.join(import.meta.dirname, "../../node_modules/sonner/dist/index.mjs"), "utf8");
    const css = z.string().parse(JSON.parse(/__insertCSS\((".*")\)/.exec(code)?.[1] ?? "null"));
    const sum = createHash("sha256").update(css).digest("base64");
    const empty = createHash("sha256").update("").digest("base64");
    expect(elements).toBe(`style-src-elem 'self' 'nonce-abc' 'sha256-${sum}' 'sha256-${empty}'`);
  });

  it("evaluates code only while developing", () => {
    expect(contentSecurityPolicy("abc", true)).toContain("'unsafe-eval'");
  });
});

it("sends no address that holds a secret to anybody", () => {
  for (const path of ["/a/x", "/r/x", "/i/x", "/i/x/pdf", "/k/x", "/invite/x", "/auth/confirm"])
    expect(referrerPolicy(path), path).toBe("no-referrer");
  for (const path of ["/", "/inbox", "/repairs/1", "/invoices/1", "/intake/kedai"])
    expect(referrerPolicy(path), path).toBe("strict-origin-when-cross-origin");
});

it("leaves files to their own policy, and pages to ours", () => {
  for (const path of ["/api/media/a/b", "/k/x/pdf", "/i/x/pdf", "/repairs/photos/1"])
    expect(hasOwnPolicy(path)).toBe(true);
  for (const path of ["/k/x", "/repairs/1", "/inbox", "/apix"]) expect(hasOwnPolicy(path)).toBe(false);
});
