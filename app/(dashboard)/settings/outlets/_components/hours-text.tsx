import { useTranslations } from "next-intl";
import { DAYS, type Day, type Hours } from "@/lib/tenancy/days";

/** "Mon–Sat 10:00–20:00, Sun closed": neighbouring days with the same hours together. */
export function HoursText({ hours }: { hours: Hours }) {
  const t = useTranslations("settings.hours");
  const groups: { from: Day; to: Day; span: string }[] = [];
  for (const day of DAYS) {
    const span = hours[day]?.join("–") ?? t("closed");
    const last = groups.at(-1);
    if (last?.span === span) last.to = day;
    else groups.push({ from: day, to: day, span });
  }
  return groups
    .map(
      ({ from, to, span }) =>
        `${from === to ? t(`short.${from}`) : `${t(`short.${from}`)}–${t(`short.${to}`)}`} ${span}`,
    )
    .join(", ");
}
