/** A Z report, or what a shift came to so far, as groups of lines: the same on the screen and on paper. */
import { formatSen } from "@/lib/core/money";
import { DENOMINATIONS } from "@/lib/pos/denominations";
import type { PaymentMethod } from "@/lib/pos/methods";
import type { ShiftTotals, ZReport } from "@/lib/pos/shift-schema";

type Words = (key: string, values?: Record<string, string | number>) => string;
export type ZGroup = { title: string; rows: { label: string; text: string; strong: boolean }[] };

const row = (label: string, sen: number, strong = false) => ({ label, text: formatSen(sen), strong });

export function xLines(
  { sales, refunds, cash, methods }: ShiftTotals,
  t: Words,
  word: (method: PaymentMethod) => string,
): ZGroup[] {
  const out = refunds.total_sen + refunds.void_sen;
  const receipts = [sales.first_number, sales.last_number].filter(Boolean).join(" – ");
  return [
    {
      title: t("sales"),
      rows: [
        row(t("salesCount", { count: sales.count }), sales.total_sen),
        ...(receipts ? [{ label: t("receipts"), text: receipts, strong: false }] : []),
        row(`${t("refunds")} (${refunds.count})`, -refunds.total_sen),
        row(`${t("voids")} (${refunds.void_count})`, -refunds.void_sen),
        row(t("net"), sales.total_sen - out, true),
        row(t("discounts"), sales.discount_sen),
        row(t("tax"), sales.tax_sen - refunds.tax_sen),
        row(t("rounding"), sales.rounding_sen - refunds.rounding_sen),
      ],
    },
    {
      title: t("method"),
      rows: methods.map((each) => row(word(each.method), each.sales_sen + each.invoices_sen - each.refunds_sen)),
    },
    {
      title: t("cash"),
      rows: [
        row(t("floatLine"), cash.float_sen),
        row(t("cashSales"), cash.sales_sen),
        row(t("cashInvoices"), cash.invoices_sen),
        row(t("cashRefunds"), cash.refunds_sen),
        row(t("pay_in"), cash.pay_in_sen),
        row(t("pay_out"), cash.pay_out_sen),
        row(t("expected"), cash.expected_sen, true),
      ],
    },
  ].filter((group) => group.rows.length > 0);
}

export function zLines(z: ZReport, t: Words, word: (method: PaymentMethod) => string): ZGroup[] {
  const { counts, counted_sen, difference_sen } = z;
  if (counted_sen === null || difference_sen === null) {
    return [
      ...xLines(z.totals, t, word),
      { title: t("counted"), rows: [{ label: t("forced"), text: "–", strong: true }] },
    ];
  }
  const amount = formatSen(Math.abs(difference_sen));
  const verdict = difference_sen === 0 ? t("exact") : t(difference_sen > 0 ? "over" : "short", { amount });
  const pieces = DENOMINATIONS.filter((value) => (counts?.[value] ?? 0) > 0).map((value) => {
    const count = counts?.[value] ?? 0;
    return row(`${count} × ${formatSen(value)}`, count * value);
  });
  return [
    ...xLines(z.totals, t, word),
    {
      title: t("counts"),
      rows: [...pieces, row(t("counted"), counted_sen, true), { label: t("difference"), text: verdict, strong: true }],
    },
  ];
}
