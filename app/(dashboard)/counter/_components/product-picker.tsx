"use client";

import { Keyboard, PackageSearch, ScanBarcode, Store } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useDeferredValue, useMemo, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/core/cn";
import type { CatalogueProduct } from "@/lib/pos/schema";
import { findByCode, parseEntry, type SearchableProduct, searchProducts } from "@/lib/pos/search";
import { ProductTile } from "./product-tile";

const LIMIT = 80;

type ProductPickerProps = {
  index: readonly SearchableProduct[];
  categories: readonly string[];
  search: RefObject<HTMLInputElement | null>;
  onAdd: (product: CatalogueProduct, quantityMilli: number) => void;
  onHelp: () => void;
};

/** Search and scan field over a grid of products. Enter adds the exact code, else the chosen product. */
export function ProductPicker({ index, categories, search, onAdd, onHelp }: ProductPickerProps) {
  const t = useTranslations("counter");
  const [typed, setTyped] = useState("");
  const [category, setCategory] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const entry = parseEntry(useDeferredValue(typed));
  const shown = useMemo(() => searchProducts(index, entry.query, category, LIMIT), [index, entry.query, category]);

  function add(product: CatalogueProduct, quantityMilli: number) {
    onAdd(product, quantityMilli);
    setTyped("");
    setChosen(0);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") {
      event.preventDefault();
      // From what was typed now, not from the list, which may be a moment behind a fast scanner.
      const now = parseEntry(event.currentTarget.value);
      const found =
        findByCode(index, now.query) ??
        (now.query ? searchProducts(index, now.query, category, LIMIT)[chosen] : undefined);
      if (found) add(found, now.quantityMilli);
      else event.currentTarget.select();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && typed) {
      event.preventDefault();
      setChosen((at) => Math.max(0, Math.min(shown.length - 1, at + step)));
    }
    if (event.key === "Escape" && typed) {
      event.preventDefault();
      setTyped("");
    }
  }

  return (
    <section aria-label={t("products")} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2.5 border-b bg-background px-3 py-3 sm:px-4">
        <div className="relative">
          <ScanBarcode
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            ref={search}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            aria-label={t("search")}
            placeholder={t("search")}
            role="combobox"
            aria-expanded={typed !== ""}
            aria-controls="counter-products"
            aria-activedescendant={typed && shown[chosen] ? `product-${shown[chosen].id}` : undefined}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="enter"
            className="h-11 pr-12 pl-10 text-base pointer-coarse:h-12 pointer-coarse:pr-3"
          />
          <Tooltip label={t("shortcuts")}>
            <Button
              variant="ghost"
              size="icon-sm"
              className="absolute top-1/2 right-1.5 -translate-y-1/2 pointer-coarse:hidden"
              aria-label={t("shortcuts")}
              onClick={onHelp}
            >
              <Keyboard aria-hidden />
            </Button>
          </Tooltip>
        </div>
        {categories.length > 1 && (
          <fieldset className="relative -mx-3 flex min-w-0 gap-1.5 overflow-x-auto px-3 pb-0.5 [scrollbar-width:none] sm:-mx-4 sm:px-4">
            <legend className="sr-only">{t("categories")}</legend>
            <Chip active={category === null} onClick={() => setCategory(null)}>
              {t("categoryAll")}
            </Chip>
            {categories.map((name) => (
              <Chip key={name} active={category === name} onClick={() => setCategory(name)}>
                {name}
              </Chip>
            ))}
          </fieldset>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-3 sm:p-4" id="counter-products">
        {index.length === 0 && <EmptyState icon={Store} title={t("noProducts")} description={t("noProductsHint")} />}
        {index.length > 0 && shown.length === 0 && (
          <EmptyState
            icon={PackageSearch}
            title={t("noMatch", { query: entry.query })}
            description={t("noMatchHint")}
          />
        )}
        <ul className="grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]">
          {shown.map((product, at) => (
            <li key={product.id} className="grid">
              <ProductTile
                product={product}
                chosen={typed !== "" && at === chosen}
                onAdd={() => add(product, entry.quantityMilli)}
              />
            </li>
          ))}
        </ul>
        {shown.length === LIMIT && <p className="py-4 text-center text-muted-foreground text-sm">{t("moreResults")}</p>}
      </div>
    </section>
  );
}

function Chip({ active, onClick, children }: { active: boolean; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onClick}
      className={cn(
        "h-8 shrink-0 whitespace-nowrap rounded-full border px-3 font-medium text-muted-foreground text-xs transition-colors hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 pointer-coarse:h-10 pointer-coarse:px-4 pointer-coarse:text-sm",
        active && "border-foreground bg-foreground text-background hover:bg-foreground hover:text-background",
      )}
    >
      {children}
    </button>
  );
}
