"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { readJson } from "@/lib/core/read-json";
import type { Catalogue } from "@/lib/pos/schema";
import { indexProducts } from "@/lib/pos/search";

const STALE_MS = 60_000;

/** Products, rates and rounding; read again after a refusal and when somebody comes back to the screen. */
export function useCatalogue(initial: Catalogue) {
  const [catalogue, setCatalogue] = useState(initial);
  const readAt = useRef(Date.now());

  const reload = useCallback(async () => {
    const fresh = await readJson<Catalogue>("/counter/catalogue");
    if (!fresh) return;
    readAt.current = Date.now();
    setCatalogue(fresh);
  }, []);

  useEffect(() => {
    const onShow = () => {
      if (document.visibilityState === "visible" && Date.now() - readAt.current > STALE_MS) void reload();
    };
    document.addEventListener("visibilitychange", onShow);
    return () => document.removeEventListener("visibilitychange", onShow);
  }, [reload]);

  const products = useMemo(() => new Map(catalogue.products.map((product) => [product.id, product])), [catalogue]);
  const index = useMemo(() => indexProducts(catalogue.products), [catalogue]);
  const categories = useMemo(
    () => [...new Set(catalogue.products.flatMap(({ category }) => (category ? [category] : [])))].sort(),
    [catalogue],
  );
  return { catalogue, products, index, categories, reload };
}
