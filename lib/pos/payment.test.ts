import { expect, test } from "vitest";
import { billIsRounded, paymentOf, pressKey, quickCash } from "./payment";

test("quick amounts begin with the exact sum and never repeat", () => {
  expect(quickCash(3735)).toEqual([3735, 4000, 5000, 10_000]);
  expect(quickCash(500)).toEqual([500, 1000, 2000, 5000, 10_000]);
  expect(quickCash(10_000)).toEqual([10_000]);
});

test("cash above the bill gives change, anything else above it is no payment", () => {
  expect(paymentOf("cash", 5000, 3735, "")).toEqual({ method: "cash", amount_sen: 3735, tendered_sen: 5000 });
  expect(paymentOf("cash", 2000, 3735, "")).toEqual({ method: "cash", amount_sen: 2000, tendered_sen: 2000 });
  expect(paymentOf("card", 5000, 3735, "")).toBeNull();
  expect(paymentOf("transfer", 3735, 3735, " MBB 1 ")).toEqual({
    method: "transfer",
    amount_sen: 3735,
    reference: "MBB 1",
  });
  expect(paymentOf("cash", 0, 3735, "")).toBeNull();
});

test("a bill is rounded when one of its payments is", () => {
  expect(billIsRounded({}, [])).toBe(true);
  expect(billIsRounded({ card: false }, ["card"])).toBe(false);
  expect(billIsRounded({ card: false }, ["card", "cash"])).toBe(true);
});

test("the keypad pushes figures in from the right", () => {
  expect(["5", "0", "00", "back"].reduce(pressKey, 0)).toBe(500);
});
