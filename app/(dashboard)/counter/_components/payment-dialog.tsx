"use client";

import { Banknote, CreditCard, FileClock, Landmark, type LucideIcon, QrCode, Wallet, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";
import { formatSen, parseRinggit, senToDecimal } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { priceOf } from "@/lib/pos/cart";
import { PAYMENT_METHODS, type PaymentMethod } from "@/lib/pos/methods";
import { billIsRounded, type Payment, paidSen, paymentOf, quickCash } from "@/lib/pos/payment";
import type { PricedCart } from "@/lib/pos/pricing";
import { useCounter } from "./counter-context";
import { Keypad } from "./keypad";
import type { Refusal } from "./use-sale";

const ICONS: Record<PaymentMethod, LucideIcon> = {
  cash: Banknote,
  card: CreditCard,
  ewallet: Wallet,
  duitnow: QrCode,
  transfer: Landmark,
};

type PaymentFormProps = {
  saving: boolean;
  refusal: Refusal | null;
  onPay: (bill: PricedCart, payments: readonly Payment[]) => void;
  onAccount: () => void;
  onOpenDrawer: () => void;
};

/** One way of paying at a time; what is less than the bill is taken as a part and the rest asked for. */
export function PaymentForm({ saving, refusal, onPay, onAccount, onOpenDrawer }: PaymentFormProps) {
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const { cart, products, catalogue, mayInvoice, shiftId } = useCounter();
  const words = useTranslations("shifts");
  const noDrawer = shiftId === null;
  const [taken, setTaken] = useState<Payment[]>([]);
  const [method, setMethod] = useState<PaymentMethod>("cash");
  const [text, setText] = useState<string | null>(null);
  const [reference, setReference] = useState("");
  const [wrong, setWrong] = useState<{ amount?: string; reference?: string }>({});

  const methods = [...taken.map((payment) => payment.method), method];
  const bill = priceOf(cart, products, catalogue.rates, billIsRounded(catalogue.rounding, methods));
  const due = bill.totalSen - paidSen(taken);
  const typed = text === null ? due : (parseRinggit(text) ?? 0);
  const payment = paymentOf(method, typed, due, reference);
  const change = method === "cash" ? Math.max(0, typed - due) : 0;
  const isPart = payment !== null && payment.amount_sen < due;

  function choose(next: PaymentMethod) {
    setMethod(next);
    setText(null);
    setReference("");
    setWrong({});
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (saving) return;
    if (bill.totalSen === 0) return onPay(bill, []);
    if (!payment)
      return setWrong({ amount: errorText(typed > due ? "payment.too_much" : "input.money", { balance_sen: due }) });
    if (method === "cash" && (payment.amount_sen % 5 !== 0 || typed % 5 !== 0))
      return setWrong({ amount: errorText("payment.cash_not_round") });
    if (method === "cash" && noDrawer) return setWrong({ amount: errorText("shift.none_open") });
    if (method === "transfer" && reference.trim().length < 3)
      return setWrong({ reference: errorText("payment.reference_required") });
    if (!isPart) return onPay(bill, [...taken, payment]);
    setTaken([...taken, payment]);
    choose(method === "cash" ? "card" : "cash");
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("payment")}</DialogTitle>
      </DialogHeader>
      <div aria-live="polite" className="contents">
        {refusal && <Alert tone="danger">{errorText(refusal.code, refusal.detail)}</Alert>}
      </div>
      <div className="rounded-lg bg-muted px-4 py-3">
        <div className="flex items-baseline justify-between gap-4">
          <span className="font-medium text-sm">{taken.length > 0 ? t("stillToPay") : t("toPay")}</span>
          <output className="font-semibold text-figure tabular-nums">{formatSen(due)}</output>
        </div>
        {bill.roundingSen !== 0 && (
          <p className="text-right text-muted-foreground text-xs tabular-nums">
            {t("beforeRounding")} {formatSen(bill.exactSen)} · {t("rounding")} {formatSen(bill.roundingSen)}
          </p>
        )}
        {taken.length > 0 && (
          <ul aria-label={t("paidSoFar")} className="mt-2 grid gap-1 border-t pt-2 text-sm">
            {taken.map((part, at) => (
              <li
                key={`${part.method}-${part.amount_sen}-${part.reference ?? ""}`}
                className="flex items-center justify-between gap-2"
              >
                <span>{t(`methods.${part.method}`)}</span>
                <span className="flex items-center gap-1 tabular-nums">
                  {formatSen(part.amount_sen)}
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={t("removePayment", {
                      method: t(`methods.${part.method}`),
                      amount: formatSen(part.amount_sen),
                    })}
                    onClick={() => setTaken(taken.filter((_, index) => index !== at))}
                  >
                    <X aria-hidden />
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>

      {bill.totalSen > 0 && (
        <>
          <fieldset className="grid grid-cols-5 gap-1.5">
            <legend className="sr-only">{t("method")}</legend>
            {PAYMENT_METHODS.map((value) => {
              const Icon = ICONS[value];
              return (
                <button
                  key={value}
                  type="button"
                  aria-pressed={method === value}
                  onClick={() => choose(value)}
                  className={cn(
                    "flex min-h-16 min-w-0 flex-col items-center justify-center gap-1 rounded-md border bg-card px-0.5 text-center font-medium text-2xs leading-tight hover:bg-accent",
                    method === value && "border-primary bg-primary-soft text-primary-ink ring-1 ring-primary",
                  )}
                >
                  <Icon aria-hidden className="size-5" />
                  {t(`methods.${value}`)}
                </button>
              );
            })}
          </fieldset>
          {method === "cash" && noDrawer && (
            <Alert tone="warning">
              <span className="flex flex-wrap items-center justify-between gap-2">
                {errorText("shift.none_open")}
                <Button variant="outline" size="sm" onClick={onOpenDrawer}>
                  {words("open")}
                </Button>
              </span>
            </Alert>
          )}
          <Field label={method === "cash" ? t("cashReceived") : t("amount")} error={wrong.amount}>
            <Input
              autoFocus
              inputMode="decimal"
              autoComplete="off"
              className="h-12 text-right font-semibold text-xl! tabular-nums"
              value={text ?? senToDecimal(due)}
              onChange={(event) => setText(event.target.value)}
              onFocus={(event) => event.target.select()}
            />
          </Field>
          {method === "cash" && (
            <>
              <fieldset className="flex flex-wrap gap-1.5">
                <legend className="sr-only">{t("quickAmounts")}</legend>
                {quickCash(due).map((sen) => (
                  <Button
                    key={sen}
                    variant="outline"
                    className="flex-1 tabular-nums"
                    onClick={() => setText(senToDecimal(sen))}
                  >
                    {sen === due ? t("exact") : formatSen(sen).replace(".00", "")}
                  </Button>
                ))}
              </fieldset>
              <div className="hidden pointer-coarse:block">
                <Keypad sen={text === null ? 0 : typed} onChange={(sen) => setText(senToDecimal(sen))} />
              </div>
              <p className="flex items-baseline justify-between" aria-live="polite">
                <span className="font-medium text-sm">{t("change")}</span>
                <output className={cn("font-semibold text-lg tabular-nums", change > 0 && "text-success")}>
                  {formatSen(change)}
                </output>
              </p>
            </>
          )}
          {method !== "cash" && (
            <Field
              label={method === "transfer" ? t("referenceTransfer") : t("reference")}
              optional={method !== "transfer"}
              required={method === "transfer"}
              hint={method === "duitnow" ? t("duitnowHint") : undefined}
              error={wrong.reference}
            >
              <Input
                value={reference}
                maxLength={80}
                onChange={(event) => setReference(event.target.value)}
                autoComplete="off"
              />
            </Field>
          )}
        </>
      )}
      <div className="flex flex-col gap-2">
        <Button
          type="submit"
          size="lg"
          className="h-12"
          aria-disabled={saving || undefined}
          aria-busy={saving || undefined}
        >
          {saving && <Spinner />}
          {saving ? t("completing") : isPart ? t("addPart", { amount: formatSen(typed) }) : t("complete")}
        </Button>
        {mayInvoice && taken.length === 0 && (
          <Button variant="ghost" onClick={onAccount}>
            <FileClock aria-hidden />
            {t("onAccount")}
          </Button>
        )}
      </div>
    </form>
  );
}
