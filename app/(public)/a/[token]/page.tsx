import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { formatDateTime } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { publicDb } from "@/lib/db/clients";
import { deviceName } from "@/lib/repairs/customer-text";
import { type EstimatePage, getEstimatePage, linkToken } from "@/lib/repairs/public-pages";
import { LinkGone } from "../../_components/link-gone";
import { OutletFooter } from "../../_components/outlet-footer";
import { DecideForm } from "./_components/decide-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("public.estimate"))("total"), referrer: "no-referrer" };
}

/** One version of a price: approve or decline it, or hear that it is no longer the newest. */
export default async function ApprovalPage({ params }: { params: Promise<{ token: string }> }) {
  const token = linkToken.safeParse((await params).token);
  const page = token.success ? await getEstimatePage(publicDb(), token.data) : null;
  if (!page?.ok || !token.success) return <LinkGone />;
  const t = await getTranslations("public.estimate");
  const estimate = page.value;
  return (
    <div className="grid gap-5">
      <header className="grid gap-1">
        <p className="text-muted-foreground text-sm">{estimate.outlet.shop}</p>
        <h1 className="font-semibold text-2xl tracking-tight">{t("title", { number: estimate.number })}</h1>
        <p className="text-muted-foreground">
          {deviceName(estimate.device)} · {t("version", { version: estimate.version })}
        </p>
      </header>
      <Standing estimate={estimate} />
      <Bill estimate={estimate} />
      {estimate.state === "proposed" && (
        <>
          <p className="text-muted-foreground text-sm">{t("intro", { shop: estimate.outlet.shop })}</p>
          <DecideForm token={token.data} total={formatSen(estimate.total_sen)} />
        </>
      )}
      <Button variant="link" asChild className="justify-self-start">
        <Link href={`/r/${estimate.ticket_token}`}>{t("toStatus")}</Link>
      </Button>
      <OutletFooter outlet={estimate.outlet} />
    </div>
  );
}

async function Standing({ estimate }: { estimate: EstimatePage }) {
  const [t, locale] = [await getTranslations("public.estimate"), await getLocale()];
  if (estimate.state === "proposed") return null;
  if (estimate.state === "superseded") {
    return (
      <Alert tone="warning" title={t("superseded")}>
        <p>{estimate.newest_token ? t("supersededText") : t("supersededClosed")}</p>
        {estimate.newest_token && (
          <Button asChild className="mt-3">
            <Link href={`/a/${estimate.newest_token}`}>{t("newest")}</Link>
          </Button>
        )}
      </Alert>
    );
  }
  const isApproved = estimate.state === "approved";
  const signed =
    estimate.decided_name && estimate.decided_at
      ? t("decidedBy", {
          name: estimate.decided_name,
          time: formatDateTime(estimate.decided_at, locale, estimate.outlet.time_zone),
        })
      : null;
  return (
    <Alert tone={isApproved ? "success" : "info"} title={isApproved ? t("approved") : t("declined")}>
      <p>{isApproved ? t("approvedText") : t("declinedText")}</p>
      {signed && <p className="mt-1 text-xs">{signed}</p>}
    </Alert>
  );
}

async function Bill({ estimate }: { estimate: EstimatePage }) {
  const t = await getTranslations("public.estimate");
  return (
    <Card>
      <CardContent className="grid gap-2 py-4 text-sm tabular-nums">
        <h2 className="sr-only">{t("lines")}</h2>
        {estimate.lines.map((line) => (
          <p key={line.line_no} className="flex justify-between gap-4">
            <span className="min-w-0 break-words">
              {line.description}
              {line.quantity !== 1 && <span className="text-muted-foreground"> × {line.quantity}</span>}
            </span>
            <MoneyText sen={line.total_sen} />
          </p>
        ))}
        {estimate.tax_sen > 0 && (
          <p className="flex justify-between gap-4 text-muted-foreground">
            <span>{t("tax")}</span>
            <MoneyText sen={estimate.tax_sen} />
          </p>
        )}
        <p className="flex items-baseline justify-between gap-4 border-t pt-3 font-semibold text-lg">
          <span>{t("total")}</span>
          <MoneyText sen={estimate.total_sen} strong />
        </p>
        {estimate.eta_at && (
          <p className="flex justify-between gap-4 text-muted-foreground">
            <span>{t("eta")}</span>
            <DateText at={estimate.eta_at} timeZone={estimate.outlet.time_zone} />
          </p>
        )}
      </CardContent>
    </Card>
  );
}
