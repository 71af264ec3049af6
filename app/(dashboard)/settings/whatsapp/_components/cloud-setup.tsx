import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { DateText } from "@/components/date-text";
import type { Setup } from "@/lib/whatsapp/cloud/numbers";
import { CheckButton } from "./check-button";
import { TokenForm } from "./token-form";

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-1">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="flex items-center gap-2">
        <code className="min-w-0 flex-1 break-all rounded-md border bg-muted px-2.5 py-1.5 text-xs">{value}</code>
        <CopyButton value={value} />
      </dd>
    </div>
  );
}

/** What the owner puts into the Meta app, step by step, and whether it has arrived there. */
export function CloudSetup({ id, setup }: { id: string; setup: Setup }) {
  const t = useTranslations("channels.cloud");
  const when = (at: string | null): ReactNode => (at ? <DateText at={at} kind="datetime" /> : t("never"));
  const facts: readonly [string, ReactNode][] = [
    [t("lastWebhook"), when(setup.lastWebhookAt)],
    [t("waitingWebhooks"), setup.waiting],
    [t("unknown"), setup.unknown],
  ];
  return (
    <section aria-label={t("setupTitle")} className="grid gap-4 rounded-lg border p-4">
      <div>
        <h3 className="font-medium text-sm">{t("setupTitle")}</h3>
        <p className="text-muted-foreground text-sm">{t("setupText")}</p>
      </div>
      <dl className="grid gap-3">
        <Copied label={t("callback")} value={setup.callback} />
        <Copied label={t("verify")} value={setup.verifyToken} />
      </dl>
      <ol className="grid list-decimal gap-1.5 pl-5 text-sm">
        <li>{t("step1")}</li>
        <li>{t("step2")}</li>
        <li>{t("step3")}</li>
        <li>{t("step4")}</li>
      </ol>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-3">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-muted-foreground text-xs">{label}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap items-end gap-3 border-t pt-4">
        <TokenForm id={id} hint={setup.tokenHint} />
        <CheckButton id={id} />
      </div>
    </section>
  );
}
