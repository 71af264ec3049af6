import { Download, Plus, QrCode, Wrench } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { statusName } from "@/lib/repairs/kinds";
import { listBoard, listStatuses, listTechnicians, listTickets, listTransitions } from "@/lib/repairs/queries";
import { Board } from "./_components/board";
import { LiveTickets } from "./_components/live-tickets";
import { TicketTable } from "./_components/ticket-table";
import { ViewSwitch } from "./_components/view-switch";
import { repairParams } from "./search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("repairs"))("title") };
}

export default async function RepairsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("repair.read");
  const search = await searchParams;
  const { view, params, filter } = repairParams(
    search,
    me.outlets.map((outlet) => outlet.id),
  );
  const [db, t, locale] = [await userDb(), await getTranslations("repairs"), await getLocale()];
  const [statuses, transitions, technicians, board, list] = await Promise.all([
    listStatuses(db),
    listTransitions(db),
    listTechnicians(db, me.tenant.id),
    view === "board" ? listBoard(db, me.tenant.id, filter) : null,
    view === "list" ? listTickets(db, me.tenant.id, filter, params) : null,
  ]);
  const tickets = board ?? list?.tickets ?? [];
  const isFiltered = Boolean(filter.q || filter.outletId || filter.technician || filter.status || filter.phase);
  const canWrite = can(me, "repair.write");
  const query = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  const filters = [
    ...(me.outlets.length > 1
      ? [
          {
            name: "outlet",
            label: t("filters.outlet"),
            options: me.outlets.map((outlet) => ({ value: outlet.id, label: outlet.name })),
          },
        ]
      : []),
    {
      name: "technician",
      label: t("filters.technician"),
      options: [
        { value: "none", label: t("filters.unassigned") },
        ...technicians.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    ...(view === "list"
      ? [
          {
            name: "status",
            label: t("filters.status"),
            options: statuses.map((one) => ({ value: one.key, label: statusName(one, locale) })),
          },
        ]
      : []),
  ];
  return (
    <Page width="full" className={view === "board" ? "md:flex md:h-full md:min-h-0 md:flex-col md:gap-4" : ""}>
      <LiveTickets />
      <PageHeader
        title={t("title")}
        className="[&>div:last-child]:max-sm:w-full"
        actions={
          <>
            <ViewSwitch view={view} />
            <Button variant="outline" asChild>
              <Link href="/repairs/intake">
                <QrCode aria-hidden />
                <span className="max-sm:sr-only">{t("intakeQr")}</span>
              </Link>
            </Button>
            {canWrite && (
              <Button asChild className="max-sm:flex-1">
                <Link href="/repairs/new">
                  <Plus aria-hidden />
                  {t("newTicket")}
                </Link>
              </Button>
            )}
          </>
        }
      />
      <ListToolbar searchLabel={t("search")} filters={filters}>
        {view === "list" && (
          <Button variant="outline" asChild>
            <a href={`/repairs/export?${query.toString()}`} download>
              <Download aria-hidden />
              {t("export")}
            </a>
          </Button>
        )}
      </ListToolbar>
      {tickets.length === 0 && (view === "list" || isFiltered || !canWrite || statuses.length === 0) ? (
        <EmptyState
          icon={Wrench}
          title={isFiltered ? t("empty.noMatch") : t("empty.title")}
          description={isFiltered ? t("empty.noMatchText") : t("empty.text")}
        />
      ) : board ? (
        <Board tickets={board} statuses={statuses} transitions={transitions} capabilities={me.capabilities} />
      ) : (
        list && (
          <>
            <TicketTable tickets={list.tickets} statuses={statuses} />
            <Pagination page={params.page} pageSize={params.pageSize} total={list.total} />
          </>
        )
      )}
    </Page>
  );
}
