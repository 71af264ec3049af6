import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PageStyle } from "@/components/page-nonce";
import { requireContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { getZReport, namesOf } from "@/lib/pos/shift-queries";
import { zLines } from "@/lib/pos/z-lines";
import { PrintBar } from "../../receipt/[id]/_components/print-bar";
import { Row, Rule } from "../../receipt/[id]/_components/slip";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shifts"))("z") };
}

type ZPrintProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** The docket of a closed shift, for the envelope with the cash. */
export default async function ZPrintPage({ params, searchParams }: ZPrintProps) {
  const me = await requireContext("shift.read");
  const db = await userDb();
  const found = await getZReport(db, me.tenant.id, (await params).id);
  if (!found.ok || !found.value) notFound();
  const z = found.value;
  const names = await namesOf(db, [z.closed_by, z.shifts.opened_by]);
  const name = (id: string) => (names.ok ? (names.value.get(id) ?? "") : "");
  const outlet = me.outlets.find(({ id }) => id === z.outlet_id);
  const [t, methods, locale] = [
    await getTranslations("shifts"),
    await getTranslations("counter.methods"),
    await getLocale(),
  ];
  const width = choiceParam(await searchParams, "w", ["58", "80"]) ?? "80";
  const moment = (at: string) => formatDateTime(at, locale, outlet?.time_zone);
  return (
    <main id="main" className="min-h-dvh bg-muted py-6 print:min-h-0 print:bg-white print:py-0">
      <PrintBar width={width} />
      <PageStyle
        css={`@page { size: ${width}mm auto; margin: 0 } @media print { html, body { background: white !important; width: ${width}mm } }`}
      />
      <article
        style={{ width: width === "58" ? "48mm" : "72mm" }}
        className="mx-auto box-content bg-white p-[4mm] text-[11px] text-black leading-[1.35] shadow-float print:shadow-none"
      >
        <header className="text-center">
          <h1 className="font-bold text-[14px] leading-tight">{me.tenant.name}</h1>
          <p>{outlet?.name}</p>
        </header>
        <Rule />
        <Row left={t("z")} right={z.number} bold />
        <p>{`${t("openedAt")} ${moment(z.shifts.opened_at)} ${name(z.shifts.opened_by)}`}</p>
        <p>{`${t("closedAt")} ${moment(z.created_at)} ${name(z.closed_by)}`}</p>
        {zLines(z, t, methods).map((group) => (
          <section key={group.title}>
            <Rule />
            <h2 className="font-bold">{group.title}</h2>
            {group.rows.map((row) => (
              <Row key={row.label} left={row.label} right={row.text} bold={row.strong} />
            ))}
          </section>
        ))}
        {z.reason && <p className="mt-1 break-words">{z.reason}</p>}
      </article>
    </main>
  );
}
