"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { businessDate } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { priceOf, toInvoiceInput } from "@/lib/pos/cart";
import { createAccountInvoiceAction } from "../actions";
import { useCounter } from "./counter-context";
import type { Refusal } from "./use-sale";

const DAYS = [7, 14, 30, 60] as const;
const DAY_MS = 86_400_000;

type AccountFormProps = { timeZone: string; onPickCustomer: () => void; onDone: () => void };

/** The cart as an invoice on a name, to be paid by a date. Not rounded: nothing goes over the counter. */
export function AccountForm({ timeZone, onPickCustomer, onDone }: AccountFormProps) {
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const router = useRouter();
  const { cart, products, catalogue, outletId } = useCounter();
  const [days, setDays] = useState(14);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, startTransition] = useTransition();
  const bill = priceOf(cart, products, catalogue.rates, false);

  const issue = () =>
    startTransition(async () => {
      const due = businessDate(new Date(Date.now() + days * DAY_MS), timeZone);
      const result = await createAccountInvoiceAction(null, toInvoiceInput(cart, outletId, bill, due)).catch(
        () => null,
      );
      if (!result) return setRefusal({ code: "system.unreachable" });
      if (!result.ok) return setRefusal(result);
      onDone();
      router.push(`/invoices/${result.value.invoice_id}`);
    });

  return (
    <div className="grid gap-4">
      <DialogHeader>
        <DialogTitle>{t("onAccountTitle")}</DialogTitle>
        <DialogDescription>{t("onAccountHint")}</DialogDescription>
      </DialogHeader>
      <div aria-live="polite" className="contents">
        {refusal && <Alert tone="danger">{errorText(refusal.code, refusal.detail)}</Alert>}
        {!cart.customer && <Alert tone="info">{t("onAccountNeedsCustomer")}</Alert>}
      </div>
      <div className="flex items-baseline justify-between gap-4 rounded-lg bg-muted px-4 py-3">
        <span className="min-w-0 truncate font-medium text-sm">{cart.customer?.name ?? t("total")}</span>
        <output className="font-semibold text-figure tabular-nums">{formatSen(bill.totalSen)}</output>
      </div>
      <Field label={t("dueIn")}>
        <NativeSelect value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {DAYS.map((count) => (
            <option key={count} value={count}>
              {t("days", { count })}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DialogFooter>
        {cart.customer ? (
          <Button onClick={issue} aria-disabled={pending || undefined} aria-busy={pending || undefined}>
            {pending && <Spinner />}
            {t("issueInvoice")}
          </Button>
        ) : (
          <Button onClick={onPickCustomer}>{t("addCustomer")}</Button>
        )}
      </DialogFooter>
    </div>
  );
}
