import { z } from "zod";

export const searchHit = z.object({
  kind: z.enum(["customer", "ticket", "product", "invoice", "sale"]),
  id: z.string(),
  title: z.string(),
  subtitle: z.string().nullable().default(null),
});
export type SearchHit = z.infer<typeof searchHit>;
