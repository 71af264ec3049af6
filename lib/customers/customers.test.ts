/** The pure parts of customers: what forms accept, what files hold. */
import { describe, expect, it } from "vitest";
import { fieldErrors } from "@/lib/core/action";
import { csvLine } from "@/lib/customers/csv";
import { saveCustomerInput } from "@/lib/customers/schema";
import { timelineHref } from "@/lib/customers/timeline";

const form = (change: Record<string, string>) => saveCustomerInput.safeParse({ name: "Aina", locale: "ms", ...change });

describe("a customer's form", () => {
  it("keeps a phone as E.164 and lets it be empty", () => {
    expect(form({ phone: "012-345 6789" }).data?.phone).toBe("+60123456789");
    expect(form({ phone: " " }).data?.phone).toBeNull();
  });

  it("says at the field what is wrong", () => {
    const wrong = form({ name: " ", phone: "12", email: "a@", postcode: "123" });
    expect(wrong.error && fieldErrors(wrong.error)).toEqual({
      name: "input.required",
      phone: "input.phone",
      email: "input.email",
      postcode: "input.postcode",
    });
  });

  it("makes tags small, single and few", () => {
    expect(form({ tags: "VIP, vip , Borong  besar,," }).data?.tags).toEqual(["vip", "borong besar"]);
    expect(form({ tags: "a,b,c,d,e,f,g,h,i,j,k" }).success).toBe(false);
  });

  it("takes an empty id for a new customer", () => {
    expect(form({ id: "" }).data?.id).toBeUndefined();
    expect(form({ id: "x" }).success).toBe(false);
  });
});

it("a file holds text, never formulas", () => {
  expect(csvLine(["=cmd()", "+60123", '-"x"', 5, null])).toBe(`'=cmd(),'+60123,"'-""x""",5,\r\n`);
  expect(csvLine(["a,b", "c\nd"])).toBe('"a,b","c\nd"\r\n');
});

it("a line of the timeline leads to its row", () => {
  expect(timelineHref({ kind: "message", ref: "c1" })).toBe("/inbox?c=c1");
  expect(timelineHref({ kind: "sale", ref: "s1" })).toBe("/sales/s1");
  expect(timelineHref({ kind: "note", ref: null })).toBeNull();
});
