import { expect, it } from "vitest";
import { OUR_TEMPLATES } from "@/lib/whatsapp/templates/ours";
import { fillTemplate, previewTemplate } from "@/lib/whatsapp/templates/preview";

it("has every template in both languages, with the same places and an example for each", () => {
  const names = [...new Set(OUR_TEMPLATES.map(({ name }) => name))];
  expect(names).toEqual([
    "ticket_ready_v1",
    "estimate_v1",
    "receipt_v1",
    "follow_up_v1",
    "csat_request_v1",
    "renewal_reminder_v1",
    "renewal_overdue_v1",
  ]);
  for (const name of names) {
    const both = OUR_TEMPLATES.filter((one) => one.name === name);
    expect(both.map(({ language }) => language)).toEqual(["ms", "en"]);
    const places = both.map(({ body }) => body.match(/\{\{\d+\}\}/g));
    expect(places[0]).toEqual(places[1]);
    for (const { body, components } of both) {
      expect(body).not.toMatch(/^\{\{|\}\}$/);
      expect(body.length).toBeLessThanOrEqual(550);
      expect(previewTemplate(body, components)).not.toContain("{{");
    }
  }
});

it("fills what it has, and shows a place that nothing is known of", () => {
  expect(fillTemplate("Salam {{1}}, {{2}}.", ["Aminah"])).toBe("Salam Aminah, {{2}}.");
  expect(previewTemplate("Salam {{1}}.", "not components")).toBe("Salam {{1}}.");
});
