"use client";

import { Minus, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/money-text";
import { Button } from "@/components/ui/button";
import { formatSen } from "@/lib/core/money";
import type { CartLine as Line } from "@/lib/pos/cart";
import type { PricedLine } from "@/lib/pos/pricing";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import type { CatalogueProduct } from "@/lib/pos/schema";
import { useCounter } from "./counter-context";

type CartLineProps = { line: Line; product: CatalogueProduct; index: number; priced: PricedLine };

export function CartLine({ line, product, index, priced }: CartLineProps) {
  const t = useTranslations("counter");
  const { change, open } = useCounter();
  const { name, on_hand: onHand } = product;
  const step = (by: number) => change({ type: "line", index, line: { quantityMilli: line.quantityMilli + by } });
  const last = line.quantityMilli <= 1000;
  const price = line.priceSen ?? product.price_sen;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 px-4 py-3">
      <button
        type="button"
        onClick={() => open({ line: index })}
        className="-m-1 min-w-0 rounded-sm p-1 text-left hover:bg-accent"
      >
        <span className="sr-only">{t("editLine")} </span>
        <span className="block break-words font-medium text-sm leading-5">{name}</span>
        <span className="flex flex-wrap gap-x-2 text-muted-foreground text-xs tabular-nums">
          <span>
            {formatSen(price)} {t("each")}
          </span>
          {line.priceSen !== null && line.priceSen !== product.price_sen && (
            <span>{t("listPrice", { price: formatSen(product.price_sen) })}</span>
          )}
          {priced.discountSen > 0 && (
            <span className="text-success">{t("discountOff", { amount: formatSen(priced.discountSen) })}</span>
          )}
        </span>
        {onHand !== null && line.quantityMilli > toMilli(onHand) && (
          <span className="text-warning text-xs">{t("onlyLeft", { count: formatQuantity(toMilli(onHand)) })}</span>
        )}
      </button>
      <MoneyText sen={priced.grossSen - priced.discountSen} strong className="text-sm" />
      <div className="col-span-2 flex items-center gap-1">
        <Button
          variant="outline"
          size="icon-sm"
          aria-label={last ? t("removeLine", { name }) : t("less", { name })}
          onClick={() => (last ? change({ type: "remove", index }) : step(-1000))}
        >
          {last ? <Trash2 aria-hidden /> : <Minus aria-hidden />}
        </Button>
        <span className="min-w-11 px-1 text-center font-medium text-sm tabular-nums">
          {formatQuantity(line.quantityMilli)}
        </span>
        <Button variant="outline" size="icon-sm" aria-label={t("more", { name })} onClick={() => step(1000)}>
          <Plus aria-hidden />
        </Button>
      </div>
    </li>
  );
}
