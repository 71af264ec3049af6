import { FileDown, Printer, UserRound, Wrench } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { DocumentView } from "@/components/documents/document-view";
import { Page, PageHeader } from "@/components/page-header";
import { SendDocumentButton } from "@/components/send-document-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getDocument } from "@/lib/documents/queries";
import { getSaleLinks } from "@/lib/pos/queries";
import { getRefundOffer } from "@/lib/pos/refunds";
import { sendDocumentAction } from "../../counter/actions";
import { AfterSale } from "./_components/after-sale";
import { MakeInvoiceButton } from "./_components/make-invoice-button";
import { RefundList } from "./_components/refund-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales"))("sale") };
}

export default async function SalePage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("sale.read");
  const { id } = await params;
  const db = await userDb();
  const [found, links, offered] = await Promise.all([
    getDocument(db, "receipt", id),
    getSaleLinks(db, me.tenant.id, id),
    getRefundOffer(db, id),
  ]);
  if (!found.ok || !links.ok || !links.value || !offered.ok) notFound();
  const offer = offered.value;
  const sale = found.value;
  const { customerId, ticketId, invoiceId, outletId } = links.value;
  const t = await getTranslations("sales");
  const counter = await getTranslations("counter");
  return (
    <Page width="narrow">
      <PageHeader
        back={{ href: "/sales", label: t("title") }}
        title={sale.number}
        description={<DateText at={sale.issued_at} timeZone={sale.time_zone} />}
        actions={
          <>
            <Button variant="outline" asChild>
              <a href={`/receipt/${id}?copy=1`} target="_blank" rel="noopener">
                <Printer aria-hidden />
                {t("after.copy")}
              </a>
            </Button>
            <Button variant="outline" asChild>
              <a href={`/api/sales/${id}/pdf`} target="_blank" rel="noopener">
                <FileDown aria-hidden />
                {counter("pdf")}
              </a>
            </Button>
            {customerId && can(me, "pos.sell") && (
              <SendDocumentButton
                action={sendDocumentAction}
                kind="receipt"
                id={id}
                label={counter("sendWhatsapp")}
                doneLabel={counter("sentWhatsapp")}
              />
            )}
          </>
        }
      />
      <div className="flex flex-wrap gap-2">
        {customerId && (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/customers/${customerId}`}>
              <UserRound aria-hidden />
              {sale.customer_name}
            </Link>
          </Button>
        )}
        {ticketId && (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/repairs/${ticketId}`}>
              <Wrench aria-hidden />
              {sale.ticket_number}
            </Link>
          </Button>
        )}
        {invoiceId ? (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/invoices/${invoiceId}`}>{t("viewInvoice")}</Link>
          </Button>
        ) : (
          customerId && can(me, "invoice.write") && <MakeInvoiceButton saleId={id} outletId={outletId} />
        )}
        {can(me, "pos.refund") && <AfterSale saleId={id} offer={offer} />}
        {offer.is_void && <Badge tone="danger">{t("after.isVoid")}</Badge>}
      </div>
      <RefundList refunds={offer.refunds} timeZone={sale.time_zone} />
      <DocumentView document={sale} />
    </Page>
  );
}
