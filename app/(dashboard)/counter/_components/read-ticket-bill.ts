import { err, ok, type Result } from "@/lib/core/result";
import type { TicketBill } from "@/lib/pos/schema";

type Refusal = { code?: string; detail?: Record<string, unknown> };

export async function readTicketBill(id: string): Promise<Result<TicketBill>> {
  try {
    const response = await fetch(`/counter/tickets/${id}`);
    if (response.ok) return ok(await response.json());
    const { code, detail }: Refusal = await response.json();
    return err(typeof code === "string" ? code : "system.unreachable", detail);
  } catch {
    return err("system.unreachable");
  }
}
