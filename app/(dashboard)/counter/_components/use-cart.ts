"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { newId } from "@/lib/core/new-id";
import { type Cart, type CartChange, changeCart, emptyCart, isEmpty } from "@/lib/pos/cart";

const storageKey = (outletId: string) => `voltura.cart.${outletId}`;

function stored(outletId: string): string | null {
  try {
    return localStorage.getItem(storageKey(outletId));
  } catch {
    return null;
  }
}

/** What checks a stored cart is loaded only when there is one. Fails when it cannot be loaded, never for what is stored. */
async function load(outletId: string): Promise<Cart | null> {
  const text = stored(outletId);
  if (text === null) return null;
  const { cartSchema } = await import("@/lib/pos/cart-schema");
  try {
    return cartSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function store(outletId: string, cart: Cart): void {
  try {
    if (isEmpty(cart) && !cart.customer && !cart.submitted) localStorage.removeItem(storageKey(outletId));
    else localStorage.setItem(storageKey(outletId), JSON.stringify(cart));
  } catch {
    // A full or forbidden storage costs the cart its reload, nothing more.
  }
}

/**
 * The cart of this outlet: survives reload and is shared by all tabs, with the key under which it will be sold.
 * Written to storage in the same breath as the state, so that a payment is on disk before it is sent.
 */
export function useCart(outletId: string) {
  const [cart, setCart] = useState<Cart>(() => emptyCart(""));
  const current = useRef(cart);
  /** What was done before the stored cart was there. */
  const early = useRef<CartChange[]>([]);

  const put = useCallback((next: Cart) => {
    current.current = next;
    setCart(next);
  }, []);

  useEffect(() => {
    let turn = 0;
    const read = async () => {
      turn += 1;
      const mine = turn;
      const before = current.current;
      try {
        const cart = await load(outletId);
        // Overtaken by a later reading, or by the person, whose change is now what is stored.
        if (mine !== turn || current.current !== before) return;
        const found = cart ?? emptyCart(newId());
        const waiting = early.current.splice(0);
        const next = waiting.reduce(changeCart, found);
        if (waiting.length > 0) store(outletId, next);
        put(next);
      } catch {
        setTimeout(() => mine === turn && void read(), 2000);
      }
    };
    void read();
    const onStorage = (event: StorageEvent) => {
      if (event.key === storageKey(outletId)) void read();
    };
    window.addEventListener("storage", onStorage);
    return () => {
      turn = -1;
      window.removeEventListener("storage", onStorage);
    };
  }, [outletId, put]);

  const change = useCallback(
    (wanted: CartChange) => {
      if (current.current.key === "") {
        early.current.push(wanted);
        return;
      }
      const next = changeCart(current.current, wanted);
      store(outletId, next);
      put(next);
    },
    [outletId, put],
  );

  const startNew = useCallback(() => change({ type: "replace", cart: emptyCart(newId()) }), [change]);

  return { cart, change, startNew, ready: cart.key !== "" };
}
