import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { formatSen } from "@/lib/core/money";
import type { ShopDocument } from "@/lib/documents/schema";
import { balanceSen, percent, taxRows } from "@/lib/documents/summary";
import { DocumentLines } from "./document-lines";

/** A receipt or invoice for staff, in the staff's language. */
export function DocumentView({ document: d }: { document: ShopDocument }) {
  const t = useTranslations("documents");
  // The names are made of data (`method_` + method), so they are looked up as plain text keys.
  const word = (key: string, values?: Record<string, string | number>) => t(key, values);
  const balance = balanceSen(d);
  return (
    <div className="grid gap-4">
      <Card>
        <CardContent className="grid gap-5 pt-5">
          <DocumentLines document={d} word={word} />
          <dl className="ml-auto grid w-full max-w-sm gap-1.5 text-sm">
            <Sum label={t("subtotal")} sen={d.subtotal_sen} />
            {d.order_discount_sen > 0 && <Sum label={t("discount")} sen={-d.order_discount_sen} />}
            {taxRows(d).map((row) => (
              <Sum
                key={row.rateBp}
                label={t("taxOn", { rate: percent(row.rateBp), amount: formatSen(row.taxableSen) })}
                sen={row.taxSen}
              />
            ))}
            {d.rounding_sen !== 0 && <Sum label={t("rounding")} sen={d.rounding_sen} />}
            <div className="mt-1 flex items-baseline justify-between gap-6 border-t pt-2">
              <dt className="font-semibold">{t("total")}</dt>
              <dd className="font-semibold text-figure tabular-nums">{formatSen(d.total_sen)}</dd>
            </div>
            {d.kind === "invoice" && d.status !== "void" && d.status !== "draft" && (
              <>
                <Sum label={t("paid")} sen={d.paid_sen} />
                <div className="flex justify-between gap-6 font-semibold">
                  <dt>{t("balance")}</dt>
                  <dd>
                    <MoneyText sen={balance} />
                  </dd>
                </div>
              </>
            )}
          </dl>
          {d.note && <p className="whitespace-pre-line text-muted-foreground text-sm">{d.note}</p>}
          {d.served_by && <p className="text-muted-foreground text-xs">{`${t("servedBy")} ${d.served_by}`}</p>}
        </CardContent>
      </Card>
      {d.payments.length > 0 && (
        <Card>
          <CardHeader>
            <CardTitle>{t("payments")}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="grid divide-y">
              {d.payments.map((payment) => (
                <li
                  key={payment.no}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 text-sm"
                >
                  <span className="flex flex-wrap items-center gap-2">
                    <span className="font-medium">{word(`method_${payment.method}`)}</span>
                    {payment.reference && <span className="text-muted-foreground">{payment.reference}</span>}
                    {payment.status === "unverified" && <Badge tone="warning">{t("verifying")}</Badge>}
                  </span>
                  <span className="flex items-center gap-4">
                    <DateText
                      at={payment.at}
                      kind="datetime"
                      timeZone={d.time_zone}
                      className="text-muted-foreground text-xs"
                    />
                    <MoneyText sen={payment.amount_sen} strong />
                  </span>
                </li>
              ))}
            </ul>
            {d.change_sen > 0 && (
              <p className="flex justify-between border-t pt-2.5 text-muted-foreground text-sm">
                <span>{t("change")}</span>
                <MoneyText sen={d.change_sen} />
              </p>
            )}
          </CardContent>
        </Card>
      )}
    </div>
  );
}

function Sum({ label, sen }: { label: string; sen: number }) {
  return (
    <div className="flex justify-between gap-6">
      <dt className="text-muted-foreground">{label}</dt>
      <dd>
        <MoneyText sen={sen} />
      </dd>
    </div>
  );
}
