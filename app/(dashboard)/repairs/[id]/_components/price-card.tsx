import Link from "next/link";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copy-button";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { EstimateVersion } from "@/lib/repairs/rows";
import type { Desk } from "./desk";
import { counterHref, saleHref } from "./links";

const TONES: Record<EstimateVersion["state"], Tone> = {
  proposed: "warning",
  approved: "success",
  declined: "danger",
  superseded: "neutral",
};

/** The version that counts, where its approval stands, what is still to pay; earlier versions below. */
export function PriceCard({ desk }: { desk: Desk }) {
  const { ticket, dueSen } = desk;
  const t = useTranslations("repairs");
  const current = ticket.estimates.findLast((one) => one.state !== "superseded");
  const older = ticket.estimates.filter((one) => one !== current).reverse();
  const canSell = desk.capabilities.includes("pos.sell");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("estimate.card")}</CardTitle>
        {current && (
          <CardAction>
            <Badge tone={TONES[current.state]}>{t(`estimateState.${current.state}`)}</Badge>
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="grid gap-3">
        {current ? (
          <Version estimate={current} desk={desk} />
        ) : (
          <p className="text-muted-foreground text-sm">{t("estimate.none")}</p>
        )}
        {ticket.links.estimate && current?.state === "proposed" && (
          <CopyButton value={`${desk.appUrl}/a/${ticket.links.estimate}`} size="sm" className="justify-self-start">
            {t("estimate.approvalLink")}
          </CopyButton>
        )}
        {ticket.sale ? (
          <p className="rounded-md bg-success-soft px-3 py-2 text-sm text-success">
            <Link href={saleHref(ticket.sale.id)} className="underline-offset-4 hover:underline">
              {t("ticket.paid", { number: ticket.sale.number })}
            </Link>
          </p>
        ) : ticket.settled_at ? (
          <p className="rounded-md bg-success-soft px-3 py-2 text-sm text-success">{t("paid")}</p>
        ) : (
          dueSen > 0 &&
          canSell && (
            <Button variant={ticket.phase === "READY" ? "default" : "outline"} asChild>
              <Link href={counterHref(ticket.id)}>
                {t("ticket.settle")} <MoneyText sen={dueSen} />
              </Link>
            </Button>
          )
        )}
        {older.length > 0 && (
          <details className="border-t pt-3 text-sm">
            <summary className="cursor-pointer text-muted-foreground">{t("estimate.older")}</summary>
            <ul className="mt-2 grid gap-3">
              {older.map((estimate) => (
                <li key={estimate.id} className="grid gap-1 rounded-md bg-muted px-3 py-2">
                  <Version estimate={estimate} desk={desk} />
                  <span className="text-muted-foreground text-xs">{t(`estimateState.${estimate.state}`)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </CardContent>
    </Card>
  );
}

function Version({ estimate, desk }: { estimate: EstimateVersion; desk: Desk }) {
  const t = useTranslations("repairs");
  const via = estimate.decided_via;
  return (
    <div className="grid gap-1 text-sm tabular-nums">
      {estimate.lines.map((line) => (
        <span key={line.line_no} className="flex justify-between gap-4">
          <span className="min-w-0 break-words">
            {line.quantity === 1 ? line.description : `${line.description} × ${line.quantity}`}
          </span>
          <MoneyText sen={line.net_sen} />
        </span>
      ))}
      {estimate.tax_sen > 0 && (
        <span className="flex justify-between gap-4 text-muted-foreground">
          <span>{t("estimate.taxTotal")}</span>
          <MoneyText sen={estimate.tax_sen} />
        </span>
      )}
      <span className="flex justify-between gap-4 border-t pt-1.5 font-medium">
        <span>
          {t("estimate.total")}{" "}
          <span className="font-normal text-muted-foreground text-xs">
            · {t("estimate.version", { version: estimate.version })}
          </span>
        </span>
        <MoneyText sen={estimate.total_sen} strong />
      </span>
      {estimate.decided_at && via && (
        <span className="text-muted-foreground text-xs">
          {t(`timeline.via.${via}`, { name: estimate.decided_name ?? "" })} ·{" "}
          <DateText at={estimate.decided_at} timeZone={desk.ticket.outlet.time_zone} />
          {estimate.decided_reason && <span className="block whitespace-pre-wrap">{estimate.decided_reason}</span>}
        </span>
      )}
    </div>
  );
}
