/** A template with its example values, as a customer would read it. */
import { z } from "zod";

const components = z.array(
  z.looseObject({
    type: z.string(),
    example: z.looseObject({ body_text: z.array(z.array(z.string())).optional() }).optional(),
  }),
);

export const fillTemplate = (body: string, values: readonly string[]): string =>
  body.replace(/\{\{(\d+)\}\}/g, (place, number: string) => values[Number(number) - 1] ?? place);

export function previewTemplate(body: string, parts: unknown): string {
  const parsed = components.safeParse(parts);
  const example = parsed.success ? parsed.data.find(({ type }) => type === "BODY")?.example?.body_text?.[0] : undefined;
  return fillTemplate(body, example ?? []);
}
