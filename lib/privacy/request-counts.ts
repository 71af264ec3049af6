import { z } from "zod";

const counts = z.object({
  messages: z.number().catch(0),
  files: z.number().catch(0),
  note: z.string().nullable().catch(null),
});

/** What the detail of a privacy request says, whichever kind it is of. Pure. */
export function requestCounts(detail: unknown): z.infer<typeof counts> & { total: number } {
  const known = counts.safeParse(detail).data ?? { messages: 0, files: 0, note: null };
  const values = typeof detail === "object" && detail !== null ? Object.values(detail) : [];
  return { ...known, total: values.reduce<number>((sum, value) => sum + (typeof value === "number" ? value : 0), 0) };
}
