"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { formatSen } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { PAYMENT_METHODS, type PaymentMethod } from "@/lib/pos/methods";
import { formatQuantity, parseQuantity } from "@/lib/pos/quantity";
import { refundTotalSen } from "@/lib/pos/refund";
import type { OfferLine, RefundInput, RefundOffer } from "@/lib/pos/refund-schema";

type RefundFormProps = {
  offer: RefundOffer;
  wrong: string | undefined;
  pending: boolean;
  onSubmit: (input: Omit<RefundInput, "key" | "sale_id">) => void;
};
type Choice = { text: string; restock: boolean };

const milli = (quantity: number): number => Math.round(quantity * 1000);
const leftOf = (line: OfferLine): number => milli(line.quantity) - milli(line.refunded);

export function RefundForm({ offer, wrong, pending, onSubmit }: RefundFormProps) {
  const t = useTranslations("sales.after");
  const methods = useTranslations("counter.methods");
  const errorText = useErrorText();
  const open = offer.lines.filter((line) => leftOf(line) > 0);
  const [choices, setChoices] = useState<Record<number, Choice>>({});
  const [method, setMethod] = useState<PaymentMethod>(offer.methods[0]?.method ?? "cash");
  const [reference, setReference] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<{ reason?: string; reference?: string; lines?: string }>({});

  const wanted = open.flatMap((line) => {
    const quantityMilli = parseQuantity(choices[line.line_no]?.text ?? "") ?? 0;
    return quantityMilli > 0 ? [{ lineNo: line.line_no, quantityMilli }] : [];
  });
  const total = refundTotalSen(offer, wanted, [method]);
  const choose = (line: OfferLine, change: Partial<Choice>) =>
    setChoices({
      ...choices,
      [line.line_no]: { ...(choices[line.line_no] ?? { text: "", restock: line.restockable }), ...change },
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    const tooMuch = wanted.some(({ lineNo, quantityMilli }) =>
      open.some((line) => line.line_no === lineNo && quantityMilli > leftOf(line)),
    );
    if (wanted.length === 0) return setMissing({ lines: errorText("refund.nothing") });
    if (tooMuch) return setMissing({ lines: errorText("refund.more_than_sold") });
    if (method === "transfer" && reference.trim().length < 3)
      return setMissing({ reference: errorText("payment.reference_required") });
    if (reason.trim().length < 3) return setMissing({ reason: errorText("refund.reason_required") });
    setMissing({});
    if (pending) return;
    onSubmit({
      reason,
      lines: wanted.map(({ lineNo, quantityMilli }) => ({
        line_no: lineNo,
        quantity: formatQuantity(quantityMilli),
        restock: choices[lineNo]?.restock ?? false,
      })),
      expected: { total_sen: total },
      payments: total > 0 ? [{ method, amount_sen: total, ...(reference.trim() ? { reference } : {}) }] : [],
    });
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("refundTitle")}</DialogTitle>
        <DialogDescription>{t("refundHint")}</DialogDescription>
      </DialogHeader>
      <div aria-live="polite" className="contents">
        {(missing.lines ?? wrong) && <Alert tone="danger">{missing.lines ?? wrong}</Alert>}
      </div>
      <ul className="grid gap-3">
        {open.map((line) => {
          const left = formatQuantity(leftOf(line));
          const choice = choices[line.line_no];
          return (
            <li
              key={line.line_no}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b pb-3"
            >
              <span className="min-w-0 flex-1 text-sm">
                {line.description}
                <Button variant="link" size="sm" className="px-1" onClick={() => choose(line, { text: left })}>
                  {t("left", { count: left })}
                </Button>
              </span>
              {line.restockable && (
                <span className="flex items-center gap-2 text-sm">
                  <Checkbox
                    id={`restock-${line.line_no}`}
                    checked={choice?.restock ?? true}
                    onChange={(event) => choose(line, { restock: event.target.checked })}
                  />
                  <label htmlFor={`restock-${line.line_no}`}>{t("restock")}</label>
                </span>
              )}
              <Input
                aria-label={t("quantityOf", { name: line.description })}
                inputMode="decimal"
                autoComplete="off"
                placeholder="0"
                className="w-20 text-right tabular-nums"
                value={choice?.text ?? ""}
                onChange={(event) => choose(line, { text: event.target.value })}
              />
            </li>
          );
        })}
      </ul>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("payBy")}>
          <NativeSelect
            value={method}
            onChange={(event) => setMethod(PAYMENT_METHODS.find((each) => each === event.target.value) ?? "cash")}
          >
            {PAYMENT_METHODS.map((value) => (
              <option key={value} value={value}>
                {methods(value)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        {method !== "cash" && (
          <Field label={t("reference")} error={missing.reference} optional={method !== "transfer"}>
            <Input
              value={reference}
              maxLength={80}
              autoComplete="off"
              onChange={(event) => setReference(event.target.value)}
            />
          </Field>
        )}
      </div>
      <Field label={t("reason")} error={missing.reason} required>
        <Input value={reason} maxLength={200} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      </Field>
      <DialogFooter>
        <Button type="submit" aria-disabled={pending || undefined} aria-busy={pending || undefined}>
          {pending && <Spinner />}
          {t("giveBack", { total: formatSen(total) })}
        </Button>
      </DialogFooter>
    </form>
  );
}
