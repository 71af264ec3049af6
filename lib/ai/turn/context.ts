/** What the loop knows about one turn: the answer of concierge_context, checked. */
import { z } from "zod";

const payload = z.record(z.string(), z.unknown()).nullable();

export const turnContextSchema = z.object({
  turn: z.object({ id: z.string(), state: z.string(), attempts: z.number() }),
  mode: z.enum(["off", "draft", "auto"]),
  concierge: z.enum(["on", "handed_over", "muted"]),
  outlet_id: z.string(),
  customer: z.object({ id: z.string(), name: z.string(), locale: z.enum(["ms", "en"]) }),
  message: z.object({
    id: z.string(),
    seq: z.number(),
    kind: z.string(),
    body: z.string(),
    payload,
    direction: z.string(),
    author_kind: z.string(),
    created_at: z.string(),
  }),
  pending: z.array(
    z.object({
      turn_id: z.string(),
      message_id: z.string(),
      seq: z.number(),
      kind: z.string(),
      body: z.string(),
      age_ms: z.number(),
    }),
  ),
  newer_done: z.boolean(),
  said_before: z.object({ id: z.string(), author_kind: z.string(), payload, intent: z.string().nullable() }).nullable(),
  quoted: z.object({ id: z.string(), payload }).nullable(),
  answered_lately: z.number(),
  history: z.array(z.object({ from: z.string(), body: z.string() })),
});
export type TurnContext = z.infer<typeof turnContextSchema>;

/** The estimates whose buttons a message of ours carried. */
export function estimatesIn(message: { payload: Record<string, unknown> | null } | null): string[] {
  const parsed = z.object({ buttons: z.array(z.object({ id: z.string() })) }).safeParse(message?.payload);
  if (!parsed.success) return [];
  return parsed.data.buttons.flatMap(({ id }) => (id.startsWith("approve:") ? [id.slice("approve:".length)] : []));
}
