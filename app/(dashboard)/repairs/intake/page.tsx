import { ExternalLink, Printer } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/copy-button";
import { Page, PageHeader } from "@/components/page-header";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { env } from "@/lib/env";
import { getIntakeSettings } from "@/lib/intake/queries";
import { IntakeSettingsForm } from "./_components/intake-settings-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.settings"))("title") };
}

export default async function IntakeSettingsPage() {
  const me = await requireContext("repair.read");
  const [t, tr] = [await getTranslations("intake.settings"), await getTranslations("repairs")];
  const { form, outlets } = await getIntakeSettings(await userDb(), me.tenant.id);
  const mine = outlets.filter((outlet) => me.outlets.some((one) => one.id === outlet.id));
  return (
    <Page width="narrow">
      <PageHeader
        back={{ href: "/repairs", label: tr("ticket.back") }}
        title={t("title")}
        description={t("description")}
      />
      <Card>
        <CardHeader>
          <CardTitle>{t("posters")}</CardTitle>
          <CardDescription>{t("postersText")}</CardDescription>
        </CardHeader>
        <CardContent>
          <ul className="grid divide-y">
            {mine.map((outlet) => (
              <li
                key={outlet.id}
                className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
              >
                <span className="font-medium text-sm">{outlet.name}</span>
                <span className="flex flex-wrap gap-2">
                  <CopyButton value={`${env().APP_URL}/intake/${outlet.intake_slug}`} size="sm">
                    {tr("ticket.copyLink")}
                  </CopyButton>
                  <Button variant="outline" size="sm" asChild>
                    <a href={`/intake/${outlet.intake_slug}`} target="_blank" rel="noopener">
                      <ExternalLink aria-hidden />
                      {t("openForm")}
                    </a>
                  </Button>
                  <Button variant="outline" size="sm" asChild>
                    <Link href={`/repairs/intake/poster/${outlet.id}`}>
                      <Printer aria-hidden />
                      {t("print")}
                    </Link>
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </CardContent>
      </Card>
      {can(me, "tenant.manage") ? (
        <IntakeSettingsForm key={form.text_version} form={form} />
      ) : (
        <Alert tone="info">{t("readOnly")}</Alert>
      )}
    </Page>
  );
}
