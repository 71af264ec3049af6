import { Download, Plus, ShieldAlert } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Countdown } from "@/components/countdown";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { breachState, nextDeadline } from "@/lib/privacy/breach-clock";
import { listBreaches } from "@/lib/privacy/queries";
import { BreachBadge } from "../_components/breach-badge";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("tabs.breaches") };
}

export default async function BreachesPage() {
  const me = await requireContext("privacy.manage");
  const breaches = await listBreaches(await userDb(), me.tenant.id);
  const t = await getTranslations("privacy.breaches");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription className="max-w-prose text-pretty">{t("text")}</CardDescription>
        <CardAction className="max-sm:col-start-1! max-sm:row-span-1 max-sm:row-start-3 max-sm:pt-2">
          <Button asChild size="sm">
            <Link href="/settings/privacy/breaches/new">
              <Plus aria-hidden />
              {t("add")}
            </Link>
          </Button>
        </CardAction>
      </CardHeader>
      {breaches.length === 0 ? (
        <EmptyState icon={ShieldAlert} title={t("empty")} description={t("emptyText")} className="border-t py-10" />
      ) : (
        <>
          <ul className="divide-y border-t">
            {breaches.map((breach) => {
              const deadline = nextDeadline(breach);
              return (
                <li key={breach.id}>
                  <Link
                    href={`/settings/privacy/breaches/${breach.id}`}
                    className="grid gap-1 px-4 py-3.5 hover:bg-muted/60 focus-visible:-outline-offset-2 sm:px-5"
                  >
                    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{breach.title}</span>
                      <BreachBadge state={breachState(breach)} />
                    </span>
                    <span className="flex flex-wrap gap-x-4 gap-y-0.5 text-muted-foreground text-xs">
                      <span>
                        {t("discovered")} <DateText at={breach.discovered_at} />
                      </span>
                      <span>{t("persons", { count: breach.persons })}</span>
                      {deadline && <Countdown deadline={deadline} />}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
          <div className="border-t px-4 py-3 sm:px-5">
            <Button variant="outline" size="sm" asChild>
              <a href="/settings/privacy/breaches/export" download>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
