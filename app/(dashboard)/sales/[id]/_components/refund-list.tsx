import { Printer } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { RefundOffer } from "@/lib/pos/refund-schema";

/** What was given back for a sale, each with its slip. */
export async function RefundList({ refunds, timeZone }: { refunds: RefundOffer["refunds"]; timeZone: string }) {
  const t = await getTranslations("sales.after");
  if (refunds.length === 0) return null;
  return (
    <Card className="p-4">
      <h2 className="mb-2 font-semibold text-sm">{t("refundsList")}</h2>
      <ul className="grid gap-3">
        {refunds.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <div className="min-w-0">
              <p className="flex items-center gap-2 font-medium tabular-nums">
                {row.number}
                <Badge tone={row.kind === "void" ? "danger" : "neutral"}>
                  {t(row.kind === "void" ? "voidRow" : "refundRow")}
                </Badge>
              </p>
              <p className="text-muted-foreground">
                <DateText at={row.at} timeZone={timeZone} /> · {row.by}
                {row.approved_by && `, ${t("approvedBy", { name: row.approved_by })}`} · {row.reason}
              </p>
            </div>
            <span className="flex items-center gap-2">
              <MoneyText sen={-row.total_sen} strong />
              <Button variant="ghost" size="sm" asChild>
                <a href={`/refund/${row.id}`} target="_blank" rel="noopener">
                  <Printer aria-hidden />
                  {t("slip")}
                </a>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
