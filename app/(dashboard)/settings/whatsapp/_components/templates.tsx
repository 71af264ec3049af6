import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { StatusBadge } from "@/components/status-badge";
import type { Tone } from "@/components/ui/badge";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { TemplateRow } from "@/lib/whatsapp/cloud/numbers";
import { previewTemplate } from "@/lib/whatsapp/templates/preview";
import { AskButton } from "./ask-button";
import { MakeTemplates } from "./make-templates";

const TONES: Readonly<Record<string, Tone>> = {
  APPROVED: "success",
  PENDING: "warning",
  IN_APPEAL: "warning",
  FLAGGED: "warning",
  PAUSED: "warning",
  REJECTED: "danger",
  DISABLED: "danger",
};

/** What Meta has approved, with its words as a customer would read them. */
export function Templates({ id, templates }: { id: string; templates: readonly TemplateRow[] }) {
  const t = useTranslations("channels.templates");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("text")}</CardDescription>
        <CardAction className="flex flex-wrap gap-2 max-sm:col-start-1! max-sm:row-start-3 max-sm:pt-2">
          <AskButton id={id} action="templates" said={t("syncing")}>
            {t("sync")}
          </AskButton>
          {templates.length > 0 && <MakeTemplates id={id} />}
        </CardAction>
      </CardHeader>
      {templates.length === 0 ? (
        <EmptyState title={t("none")} description={t("noneText")} action={<MakeTemplates id={id} />} />
      ) : (
        <ul className="divide-y border-t">
          {templates.map((one) => (
            <li key={one.id} className="grid gap-2 px-4 py-3 text-sm sm:px-5">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="min-w-0 break-all font-medium">{one.name}</span>
                <span className="text-muted-foreground text-xs">
                  {t.has(`language.${one.language}`) ? t(`language.${one.language}`) : one.language} ·{" "}
                  {t(`category.${one.category}`)}
                  {one.quality && t.has(`quality.${one.quality}`) && <> · {t(`quality.${one.quality}`)}</>}
                </span>
                <StatusBadge value={one.status} tone={TONES[one.status] ?? "neutral"} className="ml-auto">
                  {t.has(`status.${one.status}`) ? t(`status.${one.status}`) : t("status.other")}
                </StatusBadge>
              </div>
              {one.reason && <p className="text-destructive text-xs">{one.reason}</p>}
              {one.body && (
                <figure>
                  <figcaption className="sr-only">{t("preview")}</figcaption>
                  <blockquote className="max-w-prose whitespace-pre-line rounded-lg bg-muted px-3 py-2">
                    {previewTemplate(one.body, one.components)}
                  </blockquote>
                </figure>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
