import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { listPrivacyRequests } from "@/lib/privacy/queries";
import { requestCounts } from "@/lib/privacy/request-counts";
import { ReadmitForm } from "../_components/readmit-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("tabs.requests") };
}

export default async function PrivacyRequestsPage() {
  const me = await requireContext("privacy.manage");
  const requests = await listPrivacyRequests(await userDb(), me.tenant.id);
  const t = await getTranslations("privacy.requests");
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t("title")}</CardTitle>
          <CardDescription>{t("text")}</CardDescription>
        </CardHeader>
        {requests.length === 0 ? (
          <EmptyState icon={ShieldCheck} title={t("empty")} description={t("emptyText")} className="border-t py-10" />
        ) : (
          <ul className="divide-y border-t">
            {requests.map((request) => {
              const counts = requestCounts(request.detail);
              return (
                <li
                  key={request.id}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-3 text-sm sm:px-5"
                >
                  <span className="min-w-0">
                    <span className="font-medium">{t(`kinds.${request.kind}`)}</span>{" "}
                    <span className="text-muted-foreground">
                      {request.person ? t("by", { name: request.person }) : t("system")}
                      {counts.note && ` · “${counts.note}”`}
                      {request.kind === "retention" && ` · ${t("removed", { count: counts.total })}`}
                      {(request.kind === "export" || request.kind === "erase") &&
                        ` · ${t("counts", { messages: counts.messages, files: counts.files })}`}
                    </span>{" "}
                    {request.customer_id && (
                      <Link href={`/customers/${request.customer_id}`} className="underline underline-offset-2">
                        {t("customer")}
                      </Link>
                    )}
                  </span>
                  <DateText at={request.created_at} className="text-muted-foreground text-xs" />
                </li>
              );
            })}
          </ul>
        )}
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("readmitTitle")}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">{t("readmitText")}</CardDescription>
        </CardHeader>
        <CardContent>
          <ReadmitForm />
        </CardContent>
      </Card>
    </>
  );
}
