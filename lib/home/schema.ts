import { z } from "zod";

const sen = z.number();

/** What `dashboard()` answers. */
export const dashboardSchema = z.object({
  sales: z.object({ today_sen: sen, d7_sen: sen, d30_sen: sen, count_today: z.number() }),
  by_day: z.array(z.object({ date: z.string(), total_sen: sen })),
  tickets_by_phase: z.array(z.object({ phase: z.string(), status: z.string(), name: z.string(), count: z.number() })),
  waiting_approvals: z.array(
    z.object({
      ticket_id: z.string(),
      number: z.string(),
      customer_name: z.string().nullable(),
      total_sen: sen,
      since: z.string(),
    }),
  ),
  unanswered: z.array(
    z.object({
      conversation_id: z.string(),
      customer_name: z.string().nullable(),
      preview: z.string().nullable(),
      waiting_since: z.string(),
    }),
  ),
  low_stock: z.array(
    z.object({ product_id: z.string(), name: z.string(), on_hand: z.number(), reorder_level: z.number() }),
  ),
});

export type Dashboard = z.infer<typeof dashboardSchema>;
