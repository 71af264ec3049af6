"use client";

import { ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { CopyButton } from "@/components/copy-button";
import { safely } from "@/components/safely";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { AuditCheck, AuditHead } from "@/lib/audit/seal";
import { formatDate } from "@/lib/core/dates";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { checkAuditAction } from "../actions";

const SHORT = 15;

/** Until when the log is sealed, and the way to see that it still is what was sealed. */
export function SealCard({ head }: { head: AuditHead }) {
  const t = useTranslations("activity.seal");
  const locale = useLocale();
  const errorText = useErrorText();
  const [checked, setChecked] = useState<AuditCheck | string | null>(null);
  const [isChecking, startTransition] = useTransition();
  const dayText = (day: string) => formatDate(`${day}T12:00:00Z`, locale, "UTC");
  const check = () =>
    startTransition(async () => {
      const result = await safely(checkAuditAction)(null, {});
      if (result) setChecked(result.ok ? result.value : errorText(result.code, result.detail));
    });
  return (
    <section aria-labelledby="seal-title" className="grid gap-3 rounded-lg border bg-card p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ShieldCheck aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <div className="grid min-w-0 flex-1 basis-56 gap-0.5 text-sm">
          <h2 id="seal-title" className="font-medium">
            {head.day ? t("until", { day: dayText(head.day) }) : t("none")}
          </h2>
          {head.head ? (
            <p className="flex flex-wrap items-center gap-1 text-muted-foreground text-xs">
              {t("head")} <code>{head.head.slice(0, SHORT)}…</code>
              <CopyButton value={head.head}>{t("copy")}</CopyButton>
            </p>
          ) : (
            <p className="text-muted-foreground text-xs">{t("noneText")}</p>
          )}
        </div>
        {head.day && (
          <Button type="button" variant="outline" onClick={check} disabled={isChecking}>
            {isChecking && <Spinner />}
            {isChecking ? t("checking") : t("check")}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {typeof checked === "string" ? (
          <Alert tone="danger">{checked}</Alert>
        ) : checked?.wrong ? (
          <Alert tone="danger" title={t("wrong", { day: dayText(checked.wrong.day) })}>
            {t(`reasons.${checked.wrong.reason}`)} {t("wrongText")}
          </Alert>
        ) : (
          checked && <Alert tone="success">{t("fine", { days: checked.days, rows: checked.rows })}</Alert>
        )}
      </div>
    </section>
  );
}
