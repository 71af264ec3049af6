import { z } from "zod";
import type { Result } from "@/lib/core/result";
import { err, ok } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { deviceName, estimateButtons, estimateReplies } from "@/lib/repairs/customer-text";
import { answer } from "@/lib/repairs/rpc";
import type { ProposeEstimateInput, staffDecisionInput } from "@/lib/repairs/schema";
import { customerTemplates } from "@/lib/repairs/templates";

const proposed = z.object({
  id: z.uuid(),
  version: z.number(),
  total_sen: z.number(),
  token: z.string(),
  message_id: z.uuid().nullable(),
});
export type ProposedEstimate = z.output<typeof proposed>;

/** A new version: replaces the one that waits and voids an earlier approval. The words were shown to the technician before. */
export async function proposeEstimate(db: UserDb, input: ProposeEstimateInput): Promise<Result<ProposedEstimate>> {
  const customer = await whoAndWhat(db, input.ticketId);
  if (!customer.ok) return customer;
  const templates = customerTemplates(customer.value.locale);
  const p = {
    client_id: input.clientId,
    ticket_id: input.ticketId,
    lines: input.lines.map((line) => ({
      product_id: line.productId,
      description: line.description,
      quantity: line.quantity,
      unit_price_sen: line.unitPriceSen,
      tax_code: line.taxCode,
    })),
    eta_at: input.etaAt,
    note: input.note,
    expected_total_sen: input.expectedTotalSen,
    message: { body: input.body, ...estimateButtons(templates, input.expectedTotalSen) },
    replies: estimateReplies(templates, input.expectedTotalSen, customer.value.device),
    send: input.send,
  };
  return answer(db.rpc("propose_estimate", { p }), proposed);
}

async function whoAndWhat(db: UserDb, ticketId: string): Promise<Result<{ locale: "ms" | "en"; device: string }>> {
  const { data, error } = await db
    .from("repair_board")
    .select("customer_id, brand, model")
    .eq("id", ticketId)
    .maybeSingle();
  if (error) return fromPg(error);
  if (!data) return err("input.not_found");
  const customer = await db.from("customers").select("locale").eq("id", data.customer_id).maybeSingle();
  return ok({
    locale: customer.data?.locale === "en" ? "en" : "ms",
    device: deviceName({ brand: data.brand, model: data.model ?? "" }),
  });
}

const decided = z.object({ outcome: z.enum(["approved", "declined", "already", "decided", "superseded"]) });

/** A yes or no given by phone or at the counter; the reason says how. */
export const decideForCustomer = (
  db: UserDb,
  input: z.output<typeof staffDecisionInput>,
): Promise<Result<z.output<typeof decided>>> =>
  answer(
    db.rpc("decide_estimate_by_staff", {
      p_estimate_id: input.estimateId,
      p_decision: input.decision,
      p_reason: input.reason,
    }),
    decided,
  );
