import { err, ok, type Result } from "@/lib/core/result";
import type { OrderCart } from "@/lib/pos/cart";

type Refusal = { code?: string; detail?: Record<string, unknown> };

export async function readOrderCart(id: string): Promise<Result<OrderCart>> {
  try {
    const response = await fetch(`/orders/${id}/cart`);
    if (response.ok) return ok(await response.json());
    const { code, detail }: Refusal = await response.json();
    return err(typeof code === "string" ? code : "system.unreachable", detail);
  } catch {
    return err("system.unreachable");
  }
}
