import { Printer } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { Page, PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getZReport, namesOf } from "@/lib/pos/shift-queries";
import { zLines } from "@/lib/pos/z-lines";
import { ZFigures } from "../_components/z-figures";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shifts"))("z") };
}

export default async function ZReportPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("shift.read");
  const { id } = await params;
  const db = await userDb();
  const found = await getZReport(db, me.tenant.id, id);
  if (!found.ok || !found.value) notFound();
  const z = found.value;
  const names = await namesOf(db, [z.closed_by]);
  const outlet = me.outlets.find((each) => each.id === z.outlet_id);
  const t = await getTranslations("shifts");
  return (
    <Page width="narrow">
      <PageHeader
        back={{ href: "/shifts", label: t("back") }}
        title={z.number}
        description={
          <>
            {outlet?.name} · <DateText at={z.created_at} timeZone={outlet?.time_zone ?? "Asia/Kuala_Lumpur"} />{" "}
            {names.ok && t("by", { name: names.value.get(z.closed_by) ?? "–" })}
          </>
        }
        actions={
          <Button variant="outline" asChild>
            <a href={`/z/${id}`} target="_blank" rel="noopener">
              <Printer aria-hidden />
              {t("print")}
            </a>
          </Button>
        }
      />
      {z.forced && (
        <Alert tone="warning" title={t("forced")}>
          {z.reason}
        </Alert>
      )}
      <ZFigures groups={zLines(z, t, await getTranslations("counter.methods"))} />
    </Page>
  );
}
