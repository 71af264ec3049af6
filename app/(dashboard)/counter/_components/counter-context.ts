"use client";

import { createContext, useContext } from "react";
import type { Cart, CartChange } from "@/lib/pos/cart";
import type { PricedCart } from "@/lib/pos/pricing";
import type { Catalogue, CatalogueProduct } from "@/lib/pos/schema";

export type Panel =
  | "customer"
  | "ticket"
  | "discount"
  | "payment"
  | "help"
  | "open"
  | "cash"
  | "close"
  | { line: number }
  | null;

export interface CounterState {
  cart: Cart;
  change: (change: CartChange) => void;
  products: ReadonlyMap<string, CatalogueProduct>;
  catalogue: Catalogue;
  /** With the rounding that cash would have. */
  bill: PricedCart;
  outletId: string;
  /** The open drawer; without one no cash is taken. */
  shiftId: string | null;
  locale: "ms" | "en";
  mayDiscount: boolean;
  mayInvoice: boolean;
  open: (panel: Panel) => void;
}

export const CounterContext = createContext<CounterState | null>(null);

export function useCounter(): CounterState {
  const state = useContext(CounterContext);
  if (!state) throw new Error("useCounter outside the counter");
  return state;
}
