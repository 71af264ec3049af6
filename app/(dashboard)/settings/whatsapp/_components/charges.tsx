import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { Charges as Month } from "@/lib/whatsapp/cloud/charges";

/** Messages that arrived this month, by what Meta calls them and whether it charges for them. Its rates are on its bill. */
export function Charges({ month: { since, rows } }: { month: Month }) {
  const t = useTranslations("deliveries.charge");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>
          {t("since")} <DateText at={since} kind="date" />. {t("text")}
        </CardDescription>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">{t("none")}</p>
        ) : (
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-4">
            {rows.map(({ category, billable, count }) => (
              <div key={`${category}${billable}`}>
                <dt className="text-muted-foreground text-xs">
                  {t.has(`category.${category}`) ? t(`category.${category}`) : category || t("unnamed")} ·{" "}
                  {billable === null ? t("unsaid") : t(billable ? "charged" : "free")}
                </dt>
                <dd className="font-medium tabular-nums">{count}</dd>
              </div>
            ))}
          </dl>
        )}
      </CardContent>
    </Card>
  );
}
