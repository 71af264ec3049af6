"use client";

import { useCallback, useState } from "react";
import { type Cart, type CartChange, toSaleInput } from "@/lib/pos/cart";
import type { Payment } from "@/lib/pos/payment";
import type { PricedCart } from "@/lib/pos/pricing";
import type { SaleAnswer, SaleInput } from "@/lib/pos/schema";
import { completeSaleAction } from "../actions";

export interface Refusal {
  code: string;
  detail?: Record<string, unknown> | undefined;
}

/** The connection or the database went away: the sale may or may not exist, so the same one is asked for again. */
const UNKNOWN = new Set(["system.unreachable", "system.unexpected"]);

export type SaleState =
  /** `asked` is what was refused, to be sent again once a manager agrees. */
  | { step: "open"; refusal: Refusal | null; asked?: SaleInput }
  | { step: "saving" }
  | { step: "unconfirmed" }
  | { step: "done"; answer: SaleAnswer; customer: Cart["customer"] };

/** Sends a cart exactly once: what goes out is stored first and, without an answer, sent again unchanged. */
export function useSale(cart: Cart, outletId: string, change: (change: CartChange) => void, onDone: () => void) {
  const [state, setState] = useState<SaleState>({ step: "open", refusal: null });

  const send = useCallback(
    async (input: SaleInput) => {
      setState({ step: "saving" });
      const result = await completeSaleAction(null, input).catch(() => null);
      if (!result || (!result.ok && UNKNOWN.has(result.code))) {
        setState({ step: "unconfirmed" });
        return;
      }
      if (result.ok) {
        setState({ step: "done", answer: result.value, customer: cart.customer });
        onDone();
        return;
      }
      change({ type: "submitted", input: null });
      setState({ step: "open", refusal: { code: result.code, detail: result.detail }, asked: input });
    },
    [cart.customer, change, onDone],
  );

  const pay = useCallback(
    (bill: PricedCart, payments: readonly Payment[]) => {
      const input = toSaleInput(cart, outletId, bill, [...payments]);
      change({ type: "submitted", input });
      return send(input);
    },
    [cart, outletId, change, send],
  );

  const resend = useCallback(
    (input: SaleInput) => {
      change({ type: "submitted", input });
      return send(input);
    },
    [change, send],
  );

  /** After a reload or a lost answer. */
  const check = useCallback(() => (cart.submitted ? send(cart.submitted) : undefined), [cart.submitted, send]);

  const reset = useCallback(() => setState({ step: "open", refusal: null }), []);

  return { state, pay, resend, check, reset };
}
