import Link from "next/link";
import { useTranslations } from "next-intl";
import { Countdown } from "@/components/countdown";
import { Alert } from "@/components/ui/alert";
import { type BreachTimes, nextDeadline } from "@/lib/privacy/breach-clock";

type BreachAlertsProps = { breaches: readonly (BreachTimes & { id: string; title: string })[] };

/** Breaches of which somebody still has to be told: the law gives hours, not weeks. */
export function BreachAlerts({ breaches }: BreachAlertsProps) {
  const t = useTranslations("privacy.home");
  return breaches.map((breach) => {
    const deadline = nextDeadline(breach);
    if (!deadline) return null;
    return (
      <Alert key={breach.id} tone="danger" title={t("title", { title: breach.title })}>
        <span className="flex flex-wrap gap-x-3">
          <Countdown deadline={deadline} className="text-inherit" />
          <Link href={`/settings/privacy/breaches/${breach.id}`} className="underline underline-offset-2">
            {t("open")}
          </Link>
        </span>
      </Alert>
    );
  });
}
