import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import QRCode from "qrcode";
import { Page, PageHeader } from "@/components/page-header";
import { requireContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { uuidField } from "@/lib/core/ids";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { getIntakeSettings } from "@/lib/intake/queries";
import { loadDesk } from "../desk-data";
import { JobSheet } from "./job-sheet";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("repairs.print"))("sheet") };
}

/** Job sheet for the customer to sign, and a label that goes on the device: both with the QR of the status page. */
export default async function PrintPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("repair.read");
  const id = uuidField.safeParse((await params).id);
  const db = await userDb();
  const desk = id.success ? await loadDesk(db, me, id.data) : null;
  if (!desk) notFound();
  const [t, locale, { form }] = await Promise.all([
    getTranslations("repairs.print"),
    getLocale(),
    getIntakeSettings(db, me.tenant.id),
  ]);
  const { ticket } = desk;
  const qr = await QRCode.toString(`${desk.appUrl}/r/${ticket.links.ticket}`, { type: "svg", margin: 0 });
  return (
    <Page width="narrow" className="print:max-w-none print:p-0">
      <PageHeader
        className="print:hidden"
        back={{ href: `/repairs/${ticket.id}`, label: ticket.number }}
        title={t("title", { number: ticket.number })}
      />
      <JobSheet
        desk={desk}
        phone={ticket.customer.phone ? formatPhone(ticket.customer.phone) : (ticket.customer.phone_masked ?? "")}
        qr={qr}
        received={formatDateTime(ticket.created_at, locale, ticket.outlet.time_zone)}
        terms={form.texts[ticket.customer.locale].terms}
      />
    </Page>
  );
}
