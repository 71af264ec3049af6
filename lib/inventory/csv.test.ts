import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("quotes what needs it and disarms formulas", () => {
  expect(
    toCsv([
      ["a", 'say "hi", ok'],
      ["=1+1", null],
      ["-5", -5],
    ]),
  ).toBe('\ufeffa,"say ""hi"", ok"\r\n\'=1+1,\r\n\'-5,-5\r\n');
});
