import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getNow, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Countdown } from "@/components/countdown";
import { DateText } from "@/components/date-text";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { uuidField } from "@/lib/core/ids";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { breachState, nextDeadline } from "@/lib/privacy/breach-clock";
import { localInput } from "@/lib/privacy/local-time";
import { type Breach, getBreach, listBreachChanges } from "@/lib/privacy/queries";
import { BreachBadge } from "../../_components/breach-badge";
import { BreachForm } from "../../_components/breach-form";
import { PrintButton } from "../../_components/print-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("tabs.breaches") };
}

type BreachPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function BreachPage({ params, searchParams }: BreachPageProps) {
  const me = await requireContext("privacy.manage");
  const id = uuidField.safeParse((await params).id);
  const db = await userDb();
  const breach = id.success ? await getBreach(db, me.tenant.id, id.data) : null;
  if (!breach) notFound();
  if ((await searchParams)["edit"] !== undefined && !breach.closed_at) {
    return <BreachForm breach={fieldsOf(breach)} now={localInput(await getNow())} />;
  }
  const changes = await listBreachChanges(db, me.tenant.id, breach.id);
  const [t, locale] = await Promise.all([getTranslations("privacy.breaches"), getLocale()]);
  const deadline = nextDeadline(breach);
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle className="flex flex-wrap items-center gap-2">
            {breach.title} <BreachBadge state={breachState(breach)} />
          </CardTitle>
          <CardDescription>
            {deadline ? (
              <Countdown deadline={deadline} />
            ) : breach.closed_at ? (
              t("closedNote", { date: formatDateTime(breach.closed_at, locale) })
            ) : (
              t("none")
            )}
          </CardDescription>
        </CardHeader>
        <CardContent>
          <dl className="grid gap-x-8 gap-y-4 border-t pt-4 text-sm sm:grid-cols-2">
            <Fact label={t("form.discoveredAt")}>
              <DateText at={breach.discovered_at} />
            </Fact>
            <Fact label={t("form.persons")}>{t("persons", { count: breach.persons })}</Fact>
            <Fact label={t("form.details")} wide>
              {breach.what}
            </Fact>
            <Fact label={t("form.categories")} wide>
              {breach.categories.map((category) => t(`categories.${category}`)).join(", ") || "–"}
            </Fact>
            <Fact label={t("form.cause")}>{breach.cause ?? "–"}</Fact>
            <Fact label={t("form.actions")}>{breach.actions ?? "–"}</Fact>
            <Fact label={t("form.notify")} wide>
              {t(`notify.${breach.notify}`)}
              {breach.notify_reason && `: ${breach.notify_reason}`}
            </Fact>
            {breach.notify !== "none" && (
              <Fact label={t("form.commissionerNotifiedAt")}>
                {breach.commissioner_notified_at ? <DateText at={breach.commissioner_notified_at} /> : t("notTold")}
                {breach.commissioner_reference && ` · ${breach.commissioner_reference}`}
                <span className="block text-muted-foreground text-xs">
                  {t("due")} <DateText at={breach.commissioner_due_at} />
                </span>
              </Fact>
            )}
            {breach.notify === "both" && (
              <Fact label={t("form.personsNotifiedAt")}>
                {breach.persons_notified_at ? <DateText at={breach.persons_notified_at} /> : t("notTold")}
                {breach.persons_due_at && (
                  <span className="block text-muted-foreground text-xs">
                    {t("due")} <DateText at={breach.persons_due_at} />
                  </span>
                )}
              </Fact>
            )}
          </dl>
        </CardContent>
        <CardFooter className="print:hidden">
          {!breach.closed_at && (
            <Button asChild size="sm">
              <Link href={`/settings/privacy/breaches/${breach.id}?edit`}>
                <Pencil aria-hidden />
                {t("edit")}
              </Link>
            </Button>
          )}
          <PrintButton label={t("print")} />
        </CardFooter>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("changes")}</CardTitle>
          {changes.length === 0 && <CardDescription>{t("noChanges")}</CardDescription>}
        </CardHeader>
        {changes.length > 0 && (
          <ol className="divide-y border-t">
            {changes.map((change) => (
              <li
                key={change.id}
                className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 px-4 py-2.5 text-sm sm:px-5"
              >
                <span>
                  {t("changed", {
                    name: change.person ?? t("someone"),
                    fields: [...new Set(Object.keys(Object(change.after)).map((field) => t(`fields.${field}`)))].join(
                      ", ",
                    ),
                  })}
                </span>
                <DateText at={change.created_at} className="text-muted-foreground text-xs" />
              </li>
            ))}
          </ol>
        )}
      </Card>
    </>
  );
}

const fieldsOf = (breach: Breach) => ({
  id: breach.id,
  title: breach.title,
  discoveredAt: localInput(breach.discovered_at),
  what: breach.what,
  categories: breach.categories,
  persons: breach.persons,
  cause: breach.cause ?? "",
  actions: breach.actions ?? "",
  notify: breach.notify,
  notifyReason: breach.notify_reason ?? "",
  commissionerNotifiedAt: localInput(breach.commissioner_notified_at),
  commissionerReference: breach.commissioner_reference ?? "",
  personsNotifiedAt: localInput(breach.persons_notified_at),
});

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "sm:col-span-2" : ""}>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="whitespace-pre-line text-pretty [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
