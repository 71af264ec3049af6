import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/money-text";
import { Card, CardContent } from "@/components/ui/card";
import { formatSen } from "@/lib/core/money";
import type { Order } from "@/lib/orders/queries";

export function OrderLines({ order }: { order: Order }) {
  const t = useTranslations("orders");
  return (
    <Card>
      <CardContent className="grid gap-3 pt-4">
        <ul className="grid divide-y border-b" aria-label={t("lines")}>
          {order.order_lines.map((line) => (
            <li key={line.line_no} className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-0.5 py-3 text-sm">
              <span className="min-w-0 break-words font-medium">{line.description}</span>
              <MoneyText sen={line.total_sen} />
              <span className="col-span-2 text-muted-foreground text-xs tabular-nums">
                {line.quantity} × {formatSen(line.unit_price_sen)}
                {line.tax_sen > 0 && ` · ${t("lineTax", { rate: line.tax_rate_bp / 100 })}`}
                {line.products && line.products.price_sen !== line.unit_price_sen && (
                  <> · {t("ownPrice", { price: formatSen(line.products.price_sen) })}</>
                )}
              </span>
            </li>
          ))}
        </ul>
        <dl className="grid gap-1.5 text-sm">
          {order.tax_sen > 0 && (
            <>
              <Row label={t("subtotal")} sen={order.subtotal_sen} />
              <Row label={t("tax")} sen={order.tax_sen} />
            </>
          )}
          <div className="flex items-baseline justify-between gap-4">
            <dt className="font-medium">{t("total")}</dt>
            <dd className="font-semibold text-figure tabular-nums">{formatSen(order.total_sen)}</dd>
          </div>
        </dl>
      </CardContent>
    </Card>
  );
}

function Row({ label, sen }: { label: string; sen: number }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted-foreground">{label}</dt>
      <dd>
        <MoneyText sen={sen} />
      </dd>
    </div>
  );
}
