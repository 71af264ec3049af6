"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { useCounter } from "./counter-context";
import { DiscountFields, discountOf, draftOf, ReasonField } from "./discount-fields";

export function DiscountForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const { cart, change } = useCounter();
  const [draft, setDraft] = useState(() => draftOf(cart.orderDiscount));
  const [reason, setReason] = useState(cart.reason);
  const [wrong, setWrong] = useState<{ discount?: string; reason?: string }>({});

  function submit(event: FormEvent) {
    event.preventDefault();
    const discount = discountOf(draft);
    if (discount === undefined) return setWrong({ discount: errorText("input.money") });
    if (discount !== null && reason.trim().length < 3) return setWrong({ reason: errorText("sale.reason_required") });
    change({ type: "orderDiscount", discount, reason: reason.trim() });
    onClose();
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("orderDiscount")}</DialogTitle>
      </DialogHeader>
      <DiscountFields draft={draft} onChange={setDraft} error={wrong.discount} />
      <ReasonField reason={reason} onChange={setReason} error={wrong.reason} />
      <DialogFooter>
        {cart.orderDiscount && (
          <Button
            variant="ghost"
            onClick={() => {
              change({ type: "orderDiscount", discount: null, reason: cart.reason });
              onClose();
            }}
          >
            {t("removeDiscount")}
          </Button>
        )}
        <Button type="submit">{t("apply")}</Button>
      </DialogFooter>
    </form>
  );
}
