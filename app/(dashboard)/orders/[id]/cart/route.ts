import { z } from "zod";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { customerOf, getOrder, isSellable } from "@/lib/orders/queries";
import type { OrderCart } from "@/lib/pos/cart";

/** The order as the counter rings it up. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const me = await requireContext("order.read");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return Response.json({ code: "input.not_found" }, { status: 404 });
  const found = await getOrder(await userDb(), me.tenant.id, id.data);
  if (!found.ok) return Response.json(found, { status: 409 });
  const order = found.value?.order;
  if (!order || order.outlet_id !== me.activeOutletId)
    return Response.json({ code: "input.not_found" }, { status: 404 });
  if (!found.value?.next.includes("completed") || !isSellable(order))
    return Response.json({ code: "order.closed" }, { status: 409 });
  const cart: OrderCart = {
    order: { id: order.id, number: order.number },
    customer: { id: order.customer_id, name: customerOf(order), phone_masked: order.customers?.phone_masked ?? null },
    lines: order.order_lines.map((line) => ({
      productId: line.product_id ?? "",
      quantityMilli: Math.round(line.quantity * 1000),
      // What is not the catalogue's price is a discount, with its reason.
      priceSen: line.products?.price_sen === line.unit_price_sen ? null : line.unit_price_sen,
      discount: null,
    })),
  };
  return Response.json(cart);
}
