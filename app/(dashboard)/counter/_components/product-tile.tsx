"use client";

import { Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/money-text";
import { cn } from "@/lib/core/cn";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import type { CatalogueProduct } from "@/lib/pos/schema";

type ProductTileProps = { product: CatalogueProduct; chosen: boolean; onAdd: () => void };

export function ProductTile({ product, chosen, onAdd }: ProductTileProps) {
  const t = useTranslations("counter");
  const { on_hand: onHand } = product;
  return (
    <button
      type="button"
      id={`product-${product.id}`}
      onClick={onAdd}
      className={cn(
        "flex min-h-24 min-w-0 flex-col justify-between gap-2 rounded-lg border bg-card p-3 text-left shadow-lift transition-colors hover:border-foreground/25 hover:bg-accent active:bg-primary-soft",
        chosen && "border-primary ring-1 ring-primary",
      )}
    >
      <span className="line-clamp-2 break-words font-medium text-sm leading-5">{product.name}</span>
      <span className="flex items-end justify-between gap-2">
        <MoneyText sen={product.price_sen} strong className="text-sm" />
        {onHand === null ? (
          <Wrench aria-hidden className="size-3.5 text-muted-foreground" />
        ) : (
          <span
            className={cn(
              "text-2xs tabular-nums",
              onHand <= 0 ? "font-medium text-destructive" : "text-muted-foreground",
            )}
          >
            {onHand <= 0 ? t("soldOut") : t("stock", { count: formatQuantity(toMilli(onHand)) })}
          </span>
        )}
      </span>
    </button>
  );
}
