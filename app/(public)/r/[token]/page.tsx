import { Check } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import { publicDb } from "@/lib/db/clients";
import { deviceName } from "@/lib/repairs/customer-text";
import { getTicketPage, linkToken, type TicketPage } from "@/lib/repairs/public-pages";
import { LinkGone } from "../../_components/link-gone";
import { OutletFooter } from "../../_components/outlet-footer";
import { StatusHistory } from "./status-history";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("public.status"))("stepsLabel"), referrer: "no-referrer" };
}

const STEPS = ["NEW", "IN_PROGRESS", "READY", "CLOSED"] as const;

/** Where a repair stands, for the bearer of the link: no account, no contact data, nothing of the workshop. */
export default async function StatusPage({ params }: { params: Promise<{ token: string }> }) {
  const token = linkToken.safeParse((await params).token);
  const page = token.success ? await getTicketPage(publicDb(), token.data) : null;
  if (!page?.ok) return <LinkGone />;
  const [t, locale] = [await getTranslations("public.status"), await getLocale()];
  const ticket = page.value;
  const { outlet, estimate } = ticket;
  return (
    <div className="grid gap-5">
      <header className="grid gap-1">
        <p className="text-muted-foreground text-sm">{outlet.shop}</p>
        <h1 className="font-semibold text-2xl tracking-tight">{deviceName(ticket.device)}</h1>
        <p className="text-muted-foreground tabular-nums">
          {ticket.number} · {ticket.statuses[ticket.status]?.[locale] ?? ticket.status}
        </p>
      </header>
      {ticket.phase === "CANCELLED" ? (
        <Alert tone="warning">{t("cancelled")}</Alert>
      ) : (
        <Progress ticket={ticket} label={t("stepsLabel")} />
      )}
      {estimate?.state === "proposed" && (
        <Card className="border-primary/40 bg-primary-soft">
          <CardContent className="grid gap-3 py-4">
            <p className="font-medium">{t("waiting")}</p>
            <Button size="lg" asChild>
              <Link href={`/a/${estimate.token}`}>
                {t("review")} · <MoneyText sen={estimate.total_sen} />
              </Link>
            </Button>
          </CardContent>
        </Card>
      )}
      <Card>
        <CardContent className="py-4">
          <dl className="grid gap-3 text-sm">
            <Fact label={t("problem")}>{ticket.problem}</Fact>
            <Fact label={t("received")}>
              <DateText at={ticket.created_at} timeZone={outlet.time_zone} />
            </Fact>
            {ticket.eta_at && ticket.phase !== "CLOSED" && (
              <Fact label={t("eta")}>
                <DateText at={ticket.eta_at} timeZone={outlet.time_zone} />
              </Fact>
            )}
            {estimate && estimate.state !== "proposed" && (
              <Fact
                label={
                  estimate.state === "declined"
                    ? t("declined")
                    : ticket.is_paid
                      ? t("paid")
                      : ticket.phase === "READY"
                        ? t("toPay")
                        : t("approved")
                }
              >
                <MoneyText sen={estimate.total_sen} strong />
              </Fact>
            )}
          </dl>
        </CardContent>
      </Card>
      <StatusHistory ticket={ticket} />
      <OutletFooter outlet={outlet} />
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-0.5">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 whitespace-pre-wrap break-words text-right font-medium">{children}</dd>
    </div>
  );
}

async function Progress({ ticket, label }: { ticket: TicketPage; label: string }) {
  const t = await getTranslations("public.status.steps");
  const here = ticket.phase === "CANCELLED" ? -1 : STEPS.indexOf(ticket.phase);
  return (
    <ol aria-label={label} className="grid grid-cols-4 gap-1">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === here ? "step" : undefined}
          className="grid justify-items-center gap-1.5 text-center"
        >
          <span className={cn("mb-0.5 h-1.5 w-full rounded-full", index <= here ? "bg-primary" : "bg-border")} />
          <span
            className={cn(
              "flex items-center gap-1 text-xs leading-4",
              index === here ? "font-semibold" : "text-muted-foreground",
            )}
          >
            {index < here && <Check aria-hidden className="size-3 shrink-0" />}
            {t(step)}
          </span>
        </li>
      ))}
    </ol>
  );
}
