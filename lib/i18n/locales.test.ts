import { expect, it } from "vitest";
import { asLocale, negotiateLocale } from "@/lib/i18n/locales";

it("speaks the first of the browser's languages that we know, Malay when none is known", () => {
  expect(negotiateLocale("en-GB,en;q=0.9")).toBe("en");
  expect(negotiateLocale("zh-CN,en;q=0.5,ms;q=0.8")).toBe("ms");
  expect(negotiateLocale("en;q=0, ms-MY")).toBe("ms");
  expect(negotiateLocale("ta")).toBe("ms");
  expect(negotiateLocale(null)).toBe("ms");
  expect(asLocale("fr")).toBeNull();
});
