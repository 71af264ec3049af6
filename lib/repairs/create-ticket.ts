import { z } from "zod";
import { err, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { env } from "@/lib/env";
import { ackText } from "@/lib/repairs/customer-text";
import { answer } from "@/lib/repairs/rpc";
import type { CreateTicketInput } from "@/lib/repairs/schema";
import { customerTemplates } from "@/lib/repairs/templates";

const created = z.object({ id: z.uuid(), number: z.string(), token: z.string(), message_id: z.uuid().nullable() });
export type CreatedTicket = z.output<typeof created>;

/** @param shop what the customer knows the business as. */
export async function createTicket(db: UserDb, shop: string, input: CreateTicketInput): Promise<Result<CreatedTicket>> {
  if (!input.customerId && !input.name) return err("input.required", { field: "name" });
  if (!input.deviceId && !input.device) return err("input.required", { field: "model" });
  const locale = input.customerId ? await customerLocale(db, input.customerId) : input.locale;
  const ack = ackText(customerTemplates(locale), { shop, appUrl: env().APP_URL });
  const p = {
    client_id: input.clientId,
    outlet_id: input.outletId,
    customer_id: input.customerId,
    customer: input.customerId ? null : { name: input.name, phone: input.phone, locale: input.locale },
    device_id: input.deviceId,
    device: input.deviceId ? null : input.device,
    problem: input.problem,
    accessories: input.accessories,
    condition: input.condition,
    priority: input.priority,
    eta_at: input.etaAt,
    technician_id: input.technicianId,
    storage: input.storage,
    ack: input.notify ? ack : null,
  };
  return answer(db.rpc("create_ticket", { p }), created);
}

async function customerLocale(db: UserDb, customerId: string): Promise<"ms" | "en"> {
  const { data } = await db.from("customers").select("locale").eq("id", customerId).maybeSingle();
  return data?.locale === "en" ? "en" : "ms";
}
