import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { getRefundSlip } from "@/lib/documents/queries";
import { documentWords } from "@/lib/documents/words";
import { PrintBar } from "../../receipt/[id]/_components/print-bar";
import { Slip } from "../../receipt/[id]/_components/slip";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales"))("after.slip") };
}

type RefundPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** What the customer takes home instead of the goods. */
export default async function RefundPage({ params, searchParams }: RefundPageProps) {
  await requireContext("sale.read");
  const found = await getRefundSlip(await userDb(), (await params).id);
  if (!found.ok) notFound();
  const width = choiceParam(await searchParams, "w", ["58", "80"]) ?? "80";
  return (
    <main id="main" className="min-h-dvh bg-muted py-6 print:min-h-0 print:bg-white print:py-0">
      <PrintBar width={width} />
      <Slip document={found.value} width={width} word={documentWords(found.value.locale)} />
    </main>
  );
}
