import type { Metadata } from "next";
import { DocumentGone } from "@/components/documents/document-gone";
import { DocumentPaper } from "@/components/documents/document-paper";
import { businessDate } from "@/lib/core/dates";
import { publicDb } from "@/lib/db/clients";
import { openDocument } from "@/lib/documents/queries";
import { documentWords } from "@/lib/documents/words";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function ReceiptLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opened = await openDocument(publicDb(), "receipt", token);
  if (!opened.ok) return <DocumentGone />;
  const { value } = opened;
  const today = businessDate(new Date(), value.time_zone);
  return (
    <DocumentPaper document={value} word={documentWords(value.locale)} pdfHref={`/k/${token}/pdf`} today={today} />
  );
}
