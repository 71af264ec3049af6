import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { StatusBadge } from "@/components/status-badge";
import type { Tone } from "@/components/ui/badge";
import { formatDateTime } from "@/lib/core/dates";
import { formatPhone } from "@/lib/core/phone";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { type Delivery, passed, STEPS, stepAt } from "@/lib/whatsapp/channels/deliveries";
import { RetryButton } from "./retry-button";

const TONES: Record<string, Tone> = {
  queued: "info",
  claimed: "info",
  written: "info",
  accepted: "neutral",
  delivered: "success",
  read: "success",
  failed: "danger",
  unknown: "warning",
};

/** One message on its way: to whom, how far, when each step was, and what went wrong in words. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("deliveries");
  const kinds = useTranslations("inbox.kinds");
  const errorText = useErrorText();
  const locale = useLocale();
  const {
    state,
    phone,
    kind,
    author_kind: author,
    error,
    failure,
    detail,
    attempts,
    resends,
    category,
    billable,
  } = delivery;
  const parts = [
    kinds.has(kind) ? kinds(kind) : kind,
    t.has(`author.${author}`) ? t(`author.${author}`) : author,
    ...(attempts > 0 ? [t("attempts", { count: attempts })] : []),
    ...(resends > 0 ? [t("resends", { count: resends })] : []),
    ...(category ? [t.has(`charge.category.${category}`) ? t(`charge.category.${category}`) : category] : []),
    ...(billable === null ? [] : [t(billable ? "charge.charged" : "charge.free")]),
  ];
  const isStuck = state === "failed" || state === "unknown";
  return (
    <li className="grid gap-1.5 px-4 py-3 text-sm sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-48 flex-1">
          <Link
            href={`/inbox?c=${delivery.conversation_id}`}
            prefetch={false}
            className="font-medium underline-offset-2 hover:underline"
          >
            {delivery.customer}
          </Link>{" "}
          {phone && (
            <span className="text-muted-foreground text-xs tabular-nums">
              {phone.startsWith("+") ? formatPhone(phone) : phone}
            </span>
          )}
          <span className="block text-muted-foreground text-xs">{parts.join(" · ")}</span>
        </p>
        <StatusBadge value={state} tone={TONES[state] ?? "neutral"}>
          {t.has(`stateNow.${state}`) ? t(`stateNow.${state}`) : state}
        </StatusBadge>
        {isStuck && <RetryButton message={{ id: delivery.message_id, status: state, error, failure }} />}
      </div>
      {error && (
        <p className={isStuck ? "text-destructive text-xs" : "text-muted-foreground text-xs"}>
          {errorText(error)}
          {failure && t.has(`class.${failure}`) && <> · {t(`class.${failure}`)}</>}
          {detail && <> ({detail})</>}
        </p>
      )}
      <ol className="flex flex-wrap gap-x-4 gap-y-0.5 text-muted-foreground text-xs">
        {STEPS.map((step) => {
          const at = stepAt(delivery, step);
          return (
            at && (
              <li key={step}>
                {t(`steps.${step}`)}{" "}
                {step === "queued" ? (
                  <DateText at={at} kind="datetime" />
                ) : (
                  <time dateTime={at} title={formatDateTime(at, locale)} className="tabular-nums">
                    {t(`after.${passed(delivery.queued_at, at).unit}`, passed(delivery.queued_at, at))}
                  </time>
                )}
              </li>
            )
          );
        })}
      </ol>
    </li>
  );
}
