import type { Metadata } from "next";
import { getNow, getTranslations } from "next-intl/server";
import { ListToolbar } from "@/components/list-toolbar";
import { Page, PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { DEFAULT_ZONE } from "@/lib/core/dates";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { env } from "@/lib/env";
import { greetingFor } from "@/lib/home/chart";
import { getDashboard, getSetupSteps } from "@/lib/home/queries";
import { listOpenBreaches } from "@/lib/privacy/queries";
import { ApprovalsCard, LowStockCard, UnansweredCard } from "./_components/attention";
import { BreachAlerts } from "./_components/breach-alerts";
import { GettingStarted } from "./_components/getting-started";
import { LongDate } from "./_components/long-date";
import { QuickActions } from "./_components/quick-actions";
import { SalesCard } from "./_components/sales-card";
import { TicketsCard } from "./_components/tickets-card";

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell"))("nav.home") };
}

export default async function HomePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("report.read");
  const t = await getTranslations("home");
  const outletId = choiceParam(
    await searchParams,
    "outlet",
    me.outlets.map((outlet) => outlet.id),
  );
  const db = await userDb();
  const [data, steps, breaches] = await Promise.all([
    getDashboard(db, outletId, DAYS),
    getSetupSteps(db, me.tenant.id),
    can(me, "privacy.manage") ? listOpenBreaches(db, me.tenant.id) : [],
  ]);
  const now = await getNow();
  const timeZone =
    me.outlets.find((outlet) => outlet.id === (outletId ?? me.activeOutletId))?.time_zone ?? DEFAULT_ZONE;
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone }).format(now));
  const firstName = me.person.name.split(/\s+/)[0] ?? me.person.name;
  return (
    <Page>
      <PageHeader
        title={t(`greeting.${greetingFor(hour)}`, { name: firstName })}
        description={<LongDate at={now} timeZone={timeZone} />}
        actions={
          me.outlets.length > 1 && (
            <ListToolbar
              filters={[
                {
                  name: "outlet",
                  label: t("outlet"),
                  options: me.outlets.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]}
            />
          )
        }
      />
      {Object.values(steps).includes(false) && can(me, "tenant.manage") && (
        <GettingStarted steps={steps} simulator={env().VOLTURA_MODE === "embedded"} />
      )}
      <BreachAlerts breaches={breaches} />
      <QuickActions capabilities={me.capabilities} />
      <div className="grid gap-4 lg:grid-cols-3 lg:gap-5">
        <SalesCard data={data} days={DAYS} now={now} timeZone={timeZone} className="lg:col-span-2" />
        <TicketsCard tickets={data.tickets_by_phase} />
        <ApprovalsCard approvals={data.waiting_approvals} />
        <UnansweredCard unanswered={data.unanswered} />
        <LowStockCard products={data.low_stock} />
      </div>
    </Page>
  );
}
