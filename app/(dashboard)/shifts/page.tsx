import { Calculator } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { MoneyText } from "@/components/money-text";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { getShiftReport, listOpenShifts, listZReports, namesOf } from "@/lib/pos/shift-queries";
import { xLines } from "@/lib/pos/z-lines";
import { ForceCloseButton } from "./_components/force-close-button";
import { PinButton } from "./_components/pin-button";
import { ZFigures } from "./_components/z-figures";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shifts"))("title") };
}

export default async function ShiftsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("shift.read");
  const search = await searchParams;
  const t = await getTranslations("shifts");
  const methods = await getTranslations("counter.methods");
  const db = await userDb();
  const p = listParams(search, ["-created_at"]);
  const outletIds = me.outlets.map(({ id }) => id);
  const [open, closed] = await Promise.all([
    listOpenShifts(db, me.tenant.id),
    listZReports(db, me.tenant.id, { ...p, outletId: choiceParam(search, "outlet", outletIds) }),
  ]);
  if (!open.ok) throw new Error(open.code);
  if (!closed.ok) throw new Error(closed.code);
  const mayCheck = can(me, "shift.check");
  const [names, reports] = await Promise.all([
    namesOf(db, [...open.value.map((shift) => shift.opened_by), ...closed.value.rows.map((z) => z.closed_by)]),
    mayCheck ? Promise.all(open.value.map((shift) => getShiftReport(db, shift.id))) : [],
  ]);
  const outlets = new Map(me.outlets.map((outlet) => [outlet.id, outlet]));
  const name = (id: string) => (names.ok ? (names.value.get(id) ?? "–") : "–");
  return (
    <Page>
      <PageHeader
        back={{ href: "/sales", label: t("sales") }}
        title={t("title")}
        description={t("description")}
        actions={can(me, "pos.approve") && <PinButton />}
      />
      {open.value.map((shift, at) => {
        const report = reports[at];
        const outlet = outlets.get(shift.outlet_id);
        return (
          <section key={shift.id} className="grid gap-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <div>
                <h2 className="font-semibold">
                  {outlet?.name} · {t("running")}
                </h2>
                <p className="text-muted-foreground text-sm">
                  {t.rich("openSince", {
                    time: () => <DateText at={shift.opened_at} timeZone={outlet?.time_zone ?? "Asia/Kuala_Lumpur"} />,
                  })}{" "}
                  {t("by", { name: name(shift.opened_by) })}
                </p>
              </div>
              {mayCheck && <ForceCloseButton shiftId={shift.id} />}
            </div>
            {report?.ok && <ZFigures groups={xLines(report.value, t, methods)} />}
          </section>
        );
      })}
      <h2 className="font-semibold">{t("past")}</h2>
      <ListToolbar
        searchLabel={t("search")}
        filters={
          me.outlets.length > 1
            ? [
                {
                  name: "outlet",
                  label: t("outlet"),
                  options: me.outlets.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []
        }
      />
      <Card>
        {closed.value.rows.length === 0 ? (
          <EmptyState icon={Calculator} title={t("none")} description={t("noneHint")} />
        ) : (
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("number")}</TableHead>
                <TableHead>{t("closedAt")}</TableHead>
                <TableHead className="max-md:hidden">{t("person")}</TableHead>
                <TableHead numeric className="max-sm:hidden">
                  {t("expected")}
                </TableHead>
                <TableHead numeric>{t("difference")}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {closed.value.rows.map((z) => (
                <TableRow key={z.id} className="relative">
                  <TableCell>
                    <Link href={`/shifts/${z.id}`} className="font-medium tabular-nums after:absolute after:inset-0">
                      {z.number}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <DateText at={z.created_at} kind="list" />
                  </TableCell>
                  <TableCell className="max-md:hidden">{name(z.closed_by)}</TableCell>
                  <TableCell numeric className="max-sm:hidden">
                    <MoneyText sen={z.expected_sen} />
                  </TableCell>
                  <TableCell numeric>
                    {z.difference_sen === null ? t("notCounted") : <MoneyText sen={z.difference_sen} strong />}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      <Pagination page={p.page} pageSize={p.pageSize} total={closed.value.total} />
    </Page>
  );
}
