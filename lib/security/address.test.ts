import { expect, it } from "vitest";
import { clientAddress } from "@/lib/security/address";

const from = (chain: string | null, proxies: number) =>
  clientAddress(new Headers(chain === null ? {} : { "x-forwarded-for": chain, "x-real-ip": "9.9.9.9" }), proxies);

it("believes nothing when no proxy of ours stands in front", () => {
  expect(from("1.2.3.4", 0)).toBeNull();
  expect(from(null, 0)).toBeNull();
});

it("takes what our outermost proxy saw, not what the client wrote", () => {
  expect(from("203.0.113.7", 1)).toBe("203.0.113.7");
  expect(from("6.6.6.6, 203.0.113.7", 1)).toBe("203.0.113.7");
  expect(from("6.6.6.6, 203.0.113.7, 10.0.0.2", 2)).toBe("203.0.113.7");
});

it("knows nothing when fewer proxies passed it on than there are", () => {
  expect(from("203.0.113.7", 2)).toBeNull();
  expect(from(null, 1)).toBeNull();
});

it("writes one address in one way", () => {
  expect(from("203.0.113.7:51234", 1)).toBe("203.0.113.7");
  expect(from("::ffff:203.0.113.7", 1)).toBe("203.0.113.7");
  expect(from("[2001:DB8:0:1::5]:443", 1)).toBe("2001:db8:0:1::/64");
  expect(from("2001:db8:0000:0001:ffff:1:2:3", 1)).toBe("2001:db8:0:1::/64");
  expect(from("::1", 1)).toBe("0:0:0:0::/64");
});

it("takes no words for an address", () => {
  for (const text of ["unknown", "_hidden", "999.1.1.1", "1.2.3.4; drop", "", "x".repeat(5000)])
    expect(from(`1.1.1.1, ${text}`, 1)).toBeNull();
});
