import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import QRCode from "qrcode";
import { Page, PageHeader } from "@/components/page-header";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { env } from "@/lib/env";
import { getIntakeSettings } from "@/lib/intake/queries";
import { Poster } from "./poster";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.settings"))("print") };
}

/** The QR for an outlet's counter, in both languages whoever prints it. */
export default async function PosterPage({ params }: { params: Promise<{ outletId: string }> }) {
  const me = await requireContext("repair.read");
  const { outletId } = await params;
  const { outlets } = await getIntakeSettings(await userDb(), me.tenant.id);
  const outlet = outlets.find((one) => one.id === outletId);
  if (!outlet) notFound();
  const url = `${env().APP_URL}/intake/${outlet.intake_slug}`;
  const [t, ms, en] = await Promise.all([
    getTranslations("intake.poster"),
    getTranslations({ locale: "ms", namespace: "intake.poster" }),
    getTranslations({ locale: "en", namespace: "intake.poster" }),
  ]);
  const words = (read: typeof t) => ({
    headline: read("headline"),
    steps: [read("steps.scan"), read("steps.fill"), read("steps.hand")],
  });
  return (
    <Page width="narrow" className="print:max-w-none print:p-0">
      <PageHeader
        className="print:hidden"
        back={{ href: "/repairs/intake", label: t("back") }}
        title={t("title", { outlet: outlet.name })}
      />
      <Poster
        shop={me.tenant.name}
        outlet={outlet.name}
        url={url}
        qr={await QRCode.toString(url, { type: "svg", margin: 0, errorCorrectionLevel: "M" })}
        ms={words(ms)}
        en={words(en)}
      />
    </Page>
  );
}
