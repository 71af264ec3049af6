"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { MoneyText } from "@/components/money-text";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";
import type { FoundProduct } from "@/lib/repairs/lookup";
import { useLookup } from "./use-lookup";

type ProductSearchProps = {
  outletId: string;
  label: string;
  kind: "parts" | "products";
  onPick: (product: FoundProduct) => void;
};

/** A combobox over the catalogue: arrows and enter, or tap. Empties itself after each pick. */
export function ProductSearch({ outletId, label, kind, onPick }: ProductSearchProps) {
  const t = useTranslations("repairs.estimate");
  const [q, setQ] = useState("");
  const [active, setActive] = useState(0);
  const { rows, isAnswered, isSearching } = useLookup<FoundProduct>(kind, q, outletId);
  const id = useId();
  const isOpen = q.trim().length >= 2 && (rows.length > 0 || isAnswered);
  const pick = (product: FoundProduct | undefined) => {
    if (!product) return;
    onPick(product);
    setQ("");
    setActive(0);
  };
  return (
    <div className="relative">
      {isSearching ? (
        <Spinner className="absolute top-1/2 left-3 -translate-y-1/2 text-muted-foreground" />
      ) : (
        <Search aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground" />
      )}
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && rows[active] ? `${id}-${active}` : undefined}
        placeholder={label}
        autoComplete="off"
        value={q}
        maxLength={80}
        className="pl-9"
        onChange={(event) => {
          setQ(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setActive((now) => Math.min(rows.length - 1, now + 1));
          else if (event.key === "ArrowUp") setActive((now) => Math.max(0, now - 1));
          else if (event.key === "Enter") pick(rows[active]);
          else if (event.key === "Escape" && q) setQ("");
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={cn(
          "absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md border bg-popover p-1 shadow-float",
          !isOpen && "hidden",
        )}
      >
        {rows.map((product, index) => (
          <div
            key={product.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(product)}
            onKeyDown={(event) => event.key === "Enter" && pick(product)}
            onPointerEnter={() => setActive(index)}
            className={cn(
              "flex min-h-10 cursor-pointer items-center gap-3 rounded px-2.5 py-1.5 text-sm",
              index === active && "bg-accent",
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{product.name}</span>
              <span className="block truncate text-muted-foreground text-xs">
                {product.sku} · {product.onHand === null ? t("service") : t("onHand", { count: product.onHand })}
              </span>
            </span>
            <MoneyText sen={product.price_sen} />
          </div>
        ))}
        {isAnswered && rows.length === 0 && (
          <p className="px-2.5 py-2 text-muted-foreground text-sm">{t("noProducts")}</p>
        )}
      </div>
    </div>
  );
}
