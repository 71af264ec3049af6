import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page, PageHeader } from "@/components/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { problemCodes, referenceOf } from "@/lib/api/reference";
import { OperationCard } from "./operation-card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("reference.title") };
}

/** The OpenAPI document as a person reads it. */
export default async function ApiDocsPage() {
  const t = await getTranslations("apiKeys.reference");
  const { basics, operations } = referenceOf();
  return (
    <main id="main">
      <Page width="narrow">
        <PageHeader
          title={t("title")}
          description={
            <>
              {t("text")}{" "}
              <a className="underline underline-offset-4" href="/api/v1/openapi.json">
                /api/v1/openapi.json
              </a>
            </>
          }
        />
        <Card>
          <CardHeader>
            <CardTitle>{t("basics")}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul lang="en" className="grid list-disc gap-1.5 pl-5 text-sm leading-6">
              {basics.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </CardContent>
        </Card>
        {operations.map((operation) => (
          <OperationCard key={`${operation.method} ${operation.path}`} operation={operation} />
        ))}
        <Card>
          <CardHeader>
            <CardTitle>{t("errors")}</CardTitle>
          </CardHeader>
          <CardContent>
            <dl lang="en" className="grid gap-2 text-sm">
              {problemCodes().map(({ code, text }) => (
                <div key={code} id={code} className="grid gap-x-4 sm:grid-cols-[14rem_1fr]">
                  <dt>
                    <code className="break-all">{code}</code>
                  </dt>
                  <dd className="text-muted-foreground">{text}</dd>
                </div>
              ))}
            </dl>
          </CardContent>
        </Card>
      </Page>
    </main>
  );
}
