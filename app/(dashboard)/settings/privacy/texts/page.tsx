import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import { formatDate } from "@/lib/core/dates";
import { userDb } from "@/lib/db/user";
import { currentTexts, listConsentTexts } from "@/lib/privacy/queries";
import { TextForm } from "../_components/text-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("tabs.texts") };
}

export default async function ConsentTextsPage() {
  const me = await requireContext("privacy.manage");
  const texts = await listConsentTexts(await userDb(), me.tenant.id);
  const current = currentTexts(texts);
  const [t, names, locale] = await Promise.all([
    getTranslations("privacy.texts"),
    getTranslations("customers.purposes"),
    getLocale(),
  ]);
  return (
    <>
      <p className="max-w-prose text-pretty text-muted-foreground text-sm">
        {t("text")} {t("form")}{" "}
        <Link href="/repairs/intake" className="underline underline-offset-2">
          {t("toForm")}
        </Link>
      </p>
      {(["service", "marketing"] as const).map((purpose) => {
        const text = current[purpose];
        return (
          text && (
            <Card key={purpose}>
              <CardHeader>
                <CardTitle>{names(purpose)}</CardTitle>
                <CardDescription>
                  {t("version", { version: text.version })} {t("since", { date: formatDate(text.valid_from, locale) })}
                </CardDescription>
              </CardHeader>
              <TextForm purpose={purpose} bodyMs={text.body_ms} bodyEn={text.body_en} />
            </Card>
          )
        );
      })}
      <Card>
        <CardHeader>
          <CardTitle>{t("history")}</CardTitle>
        </CardHeader>
        <CardContent>
          <ol className="grid gap-4">
            {texts.map((text) => (
              <li
                key={`${text.purpose}-${text.version}`}
                className="grid gap-1 border-t pt-3 text-sm first:border-0 first:pt-0"
              >
                <p className="font-medium">
                  {names(text.purpose)} · {text.version}{" "}
                  <span className="font-normal text-muted-foreground">{formatDate(text.valid_from, locale)}</span>
                </p>
                <p className="whitespace-pre-line text-pretty">{text.body_ms}</p>
                {text.body_en !== text.body_ms && (
                  <p className="whitespace-pre-line text-pretty text-muted-foreground">{text.body_en}</p>
                )}
              </li>
            ))}
          </ol>
        </CardContent>
      </Card>
    </>
  );
}
