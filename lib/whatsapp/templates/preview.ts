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

/** How many values a body takes. */
export const placesOf = (body: string): number =>
  new Set([...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => number)).size;

export function exampleValues(parts: unknown): readonly string[] {
  const parsed = components.safeParse(parts);
  return (parsed.success && parsed.data.find(({ type }) => type === "BODY")?.example?.body_text?.[0]) || [];
}

export const previewTemplate = (body: string, parts: unknown): string => fillTemplate(body, exampleValues(parts));
