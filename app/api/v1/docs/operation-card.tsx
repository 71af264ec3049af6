import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { FieldRow, Operation } from "@/lib/api/reference";

export function OperationCard({ operation }: { operation: Operation }) {
  const t = useTranslations("apiKeys.reference");
  return (
    <Card>
      <CardHeader>
        <CardTitle lang="en">{operation.summary}</CardTitle>
        <CardDescription>
          <code className="break-all">
            {operation.method.toUpperCase()} {operation.path}
          </code>
          {operation.scope && (
            <>
              {" · "}
              {t("needs")} <code>{operation.scope}</code>
            </>
          )}
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Fields title={t("parameters")} rows={operation.parameters} />
        <Fields title={t("body")} rows={operation.body} />
        <Fields title={t("answer")} rows={operation.answer} />
      </CardContent>
    </Card>
  );
}

function Fields({ title, rows }: { title: string; rows: readonly FieldRow[] }) {
  const t = useTranslations("apiKeys.reference");
  if (rows.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-sm">{title}</h3>
      <ul lang="en" className="grid divide-y border-y text-sm">
        {rows.map((row) => (
          <li key={row.name} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
            <code className="break-all">{row.name}</code>
            <span className="text-muted-foreground text-xs">{row.kind}</span>
            {row.required && <Badge tone="outline">{t("required")}</Badge>}
            {row.about && <span className="w-full text-muted-foreground text-xs leading-5">{row.about}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
