import { FileDown, Receipt, UserRound, Wrench } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { DocumentView } from "@/components/documents/document-view";
import { Page, PageHeader } from "@/components/page-header";
import { SendDocumentButton } from "@/components/send-document-button";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { businessDate } from "@/lib/core/dates";
import { userDb } from "@/lib/db/user";
import { getDocument } from "@/lib/documents/queries";
import { balanceSen, isOverdue } from "@/lib/documents/summary";
import { getInvoiceLinks } from "@/lib/invoicing/queries";
import { sendDocumentAction } from "../../counter/actions";
import { IssueDialog, PaymentDialog, VoidDialog } from "./_components/invoice-dialogs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("invoice") };
}

export default async function InvoicePage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("invoice.read");
  const { id } = await params;
  const db = await userDb();
  const [found, links] = await Promise.all([getDocument(db, "invoice", id), getInvoiceLinks(db, me.tenant.id, id)]);
  if (!found.ok || !links.ok || !links.value) notFound();
  const invoice = found.value;
  const { customer_id: customerId, sale_id: saleId, ticket_id: ticketId, next } = links.value;
  const t = await getTranslations("invoices");
  const words = await getTranslations("documents");
  const counter = await getTranslations("counter");
  const today = businessDate(new Date(), invoice.time_zone);
  const status = isOverdue(invoice, today) ? "overdue" : invoice.status;
  const mayWrite = can(me, "invoice.write");
  return (
    <Page width="narrow">
      <PageHeader
        back={{ href: "/invoices", label: t("title") }}
        title={invoice.number ?? words("draft")}
        meta={
          <StatusBadge value={status === "issued" ? "unpaid" : status === "partly_paid" ? "partial" : status}>
            {words(`status_${status}`)}
          </StatusBadge>
        }
        description={
          <>
            <DateText at={invoice.issued_at} timeZone={invoice.time_zone} />
            {invoice.due_date && (
              <>
                {" · "}
                {words("due")} <DateText at={`${invoice.due_date}T12:00:00Z`} kind="date" />
              </>
            )}
          </>
        }
        actions={
          <>
            {invoice.status !== "draft" && (
              <Button variant="outline" asChild>
                <a href={`/api/invoices/${id}/pdf`} target="_blank" rel="noopener">
                  <FileDown aria-hidden />
                  {counter("pdf")}
                </a>
              </Button>
            )}
            {mayWrite && invoice.status !== "draft" && invoice.status !== "void" && (
              <SendDocumentButton
                action={sendDocumentAction}
                kind="invoice"
                id={id}
                label={counter("sendWhatsapp")}
                doneLabel={t("sentWhatsapp")}
              />
            )}
            {mayWrite && next.includes("issued") && <IssueDialog invoiceId={id} today={today} due={invoice.due_date} />}
            {mayWrite && next.includes("paid") && <PaymentDialog invoiceId={id} balanceSen={balanceSen(invoice)} />}
          </>
        }
      />
      {invoice.void_reason && (
        <Alert tone="warning" title={words("status_void")}>
          {invoice.void_reason}
        </Alert>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="secondary" size="sm" asChild>
          <Link href={`/customers/${customerId}`}>
            <UserRound aria-hidden />
            {invoice.customer_name ?? "–"}
          </Link>
        </Button>
        {ticketId && (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/repairs/${ticketId}`}>
              <Wrench aria-hidden />
              {invoice.ticket_number}
            </Link>
          </Button>
        )}
        {saleId && (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/sales/${saleId}`}>
              <Receipt aria-hidden />
              {t("sale")}
            </Link>
          </Button>
        )}
        {mayWrite && next.includes("void") && <VoidDialog invoiceId={id} />}
      </div>
      <DocumentView document={invoice} />
    </Page>
  );
}
