"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { parseRinggit, senToDecimal } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { CartLine } from "@/lib/pos/cart";
import { formatQuantity, parseQuantity } from "@/lib/pos/quantity";
import type { CatalogueProduct } from "@/lib/pos/schema";
import { useCounter } from "./counter-context";
import { DiscountFields, discountOf, draftOf, ReasonField } from "./discount-fields";

type LineFormProps = { line: CartLine; product: CatalogueProduct; index: number; onClose: () => void };

/** Quantity for everybody; price and discount, with a reason, for who may give them. */
export function LineForm({ line, product, index, onClose }: LineFormProps) {
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const { cart, change, mayDiscount } = useCounter();
  const [quantity, setQuantity] = useState(formatQuantity(line.quantityMilli));
  const [price, setPrice] = useState(senToDecimal(line.priceSen ?? product.price_sen));
  const [draft, setDraft] = useState(() => draftOf(line.discount));
  const [reason, setReason] = useState(cart.reason);
  const [wrong, setWrong] = useState<{ quantity?: string; price?: string; discount?: string; reason?: string }>({});

  const priceSen = parseRinggit(price);
  const discount = discountOf(draft);
  const special = (priceSen !== null && priceSen !== product.price_sen) || Boolean(discount);

  function submit(event: FormEvent) {
    event.preventDefault();
    const quantityMilli = parseQuantity(quantity);
    if (quantityMilli === null) return setWrong({ quantity: errorText("input.quantity") });
    if (priceSen === null) return setWrong({ price: errorText("input.money") });
    if (discount === undefined) return setWrong({ discount: errorText("input.money") });
    if (special && reason.trim().length < 3) return setWrong({ reason: errorText("sale.reason_required") });
    change({
      type: "line",
      index,
      line: { quantityMilli, priceSen: priceSen === product.price_sen ? null : priceSen, discount },
    });
    if (special) change({ type: "reason", reason: reason.trim() });
    onClose();
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{product.name}</DialogTitle>
      </DialogHeader>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("quantity")} error={wrong.quantity}>
          <Input
            inputMode="decimal"
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
          />
        </Field>
        {mayDiscount && (
          <Field label={t("unitPrice")} error={wrong.price}>
            <Input
              inputMode="decimal"
              value={price}
              onChange={(event) => setPrice(event.target.value)}
              autoComplete="off"
            />
          </Field>
        )}
      </div>
      {mayDiscount && <DiscountFields draft={draft} onChange={setDraft} error={wrong.discount} />}
      {mayDiscount && special && <ReasonField reason={reason} onChange={setReason} error={wrong.reason} />}
      <DialogFooter>
        <Button
          variant="destructive"
          onClick={() => {
            change({ type: "remove", index });
            onClose();
          }}
        >
          {t("removeLine", { name: "" }).trim()}
        </Button>
        <Button type="submit">{t("apply")}</Button>
      </DialogFooter>
    </form>
  );
}
