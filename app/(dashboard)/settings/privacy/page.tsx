import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { DPO_PERSONS } from "@/lib/privacy/kinds";
import { getPrivacyFacts, getPrivacySettings, getRetentionPlan } from "@/lib/privacy/queries";
import { getBusiness } from "@/lib/tenancy/business";
import { PlanCard } from "./_components/plan-card";
import { SettingsForm } from "./_components/settings-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

export default async function PrivacyPage() {
  const me = await requireContext("privacy.manage");
  const db = await userDb();
  const [settings, plan, facts, business, t] = await Promise.all([
    getPrivacySettings(db, me.tenant.id),
    getRetentionPlan(db),
    getPrivacyFacts(db, me.tenant.id),
    getBusiness(db, me.tenant.id),
    getTranslations("privacy"),
  ]);
  const isComplete = Boolean(business.registration_no && business.address_line && business.email);
  const isRequired = facts.persons > DPO_PERSONS;
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t("notice.title")}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">{t("notice.text")}</CardDescription>
          <CardAction>
            <Button asChild variant="outline" size="sm">
              <a href={`/p/${facts.slug}`} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                {t("notice.open")}
              </a>
            </Button>
          </CardAction>
        </CardHeader>
        {!isComplete && (
          <Alert tone="warning" className="mx-4 mb-4 sm:mx-5">
            {t("notice.incomplete")}{" "}
            <Link href="/settings" className="font-medium underline underline-offset-2">
              {t("notice.business")}
            </Link>
          </Alert>
        )}
      </Card>
      <SettingsForm settings={settings} phone={settings.dpo_phone ? formatPhone(settings.dpo_phone) : ""}>
        <p className="text-muted-foreground text-sm sm:col-span-2">
          {t("dpo.count", { count: facts.persons })} {!isRequired && t("dpo.below")}
        </p>
        {isRequired && (
          <Alert tone="warning" className="sm:col-span-2">
            {t("dpo.required")}
          </Alert>
        )}
      </SettingsForm>
      <PlanCard plan={plan} />
    </>
  );
}
