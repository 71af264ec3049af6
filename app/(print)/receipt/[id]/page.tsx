import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { getDocument } from "@/lib/documents/queries";
import { documentWords } from "@/lib/documents/words";
import { PrintBar } from "./_components/print-bar";
import { Slip } from "./_components/slip";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("counter"))("printReceipt") };
}

type ReceiptPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** The paper of a 58 or 80 mm printer, as the browser prints it. */
export default async function ReceiptPage({ params, searchParams }: ReceiptPageProps) {
  await requireContext("sale.read");
  const found = await getDocument(await userDb(), "receipt", (await params).id);
  if (!found.ok) notFound();
  const search = await searchParams;
  const width = choiceParam(search, "w", ["58", "80"]) ?? "80";
  const isCopy = choiceParam(search, "copy", ["1"]) === "1";
  return (
    <main id="main" className="min-h-dvh bg-muted py-6 print:min-h-0 print:bg-white print:py-0">
      <PrintBar width={width} isCopy={isCopy} />
      <Slip document={found.value} width={width} word={documentWords(found.value.locale)} isCopy={isCopy} />
    </main>
  );
}
