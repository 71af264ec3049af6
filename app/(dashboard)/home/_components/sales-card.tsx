import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { MoneyText } from "@/components/money-text";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import { fillDays } from "@/lib/home/chart";
import type { Dashboard } from "@/lib/home/schema";
import { SalesChart } from "./sales-chart";

type SalesCardProps = { data: Dashboard; days: number; now: Date; timeZone: string; className?: string };

export function SalesCard({ data, days, now, timeZone, className }: SalesCardProps) {
  const t = useTranslations("home.sales");
  const { sales } = data;
  const filled = fillDays(data.by_day, days, now, timeZone);
  const sold = filled.some((day) => day.totalSen !== 0);
  return (
    <Card className={className}>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-1 flex-col gap-5">
        <dl className="flex flex-wrap items-end gap-x-10 gap-y-4">
          <Figure label={t("today")} sen={sales.today_sen} note={t("count", { count: sales.count_today })} large />
          <Figure label={t("week")} sen={sales.d7_sen} />
          <Figure label={t("month")} sen={sales.d30_sen} />
        </dl>
        {sold ? (
          <SalesChart days={filled} timeZone={timeZone} />
        ) : (
          <EmptyState
            className="flex-1 rounded-md border border-dashed py-8"
            icon={ReceiptText}
            title={t("emptyTitle")}
            description={t("emptyText")}
          />
        )}
      </CardContent>
    </Card>
  );
}

function Figure({ label, sen, note, large = false }: { label: string; sen: number; note?: string; large?: boolean }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <MoneyText
          sen={sen}
          className={cn("font-semibold", large ? "text-figure" : "text-lg leading-8 tracking-tight")}
        />
        {note && <span className="text-muted-foreground text-xs">{note}</span>}
      </dd>
    </div>
  );
}
