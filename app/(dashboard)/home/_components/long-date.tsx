import { useLocale } from "next-intl";

/** Saturday, 21 November 2026. */
export function LongDate({ at, timeZone }: { at: Date; timeZone: string }) {
  const locale = useLocale() === "ms" ? "ms-MY" : "en-MY";
  return (
    <time dateTime={at.toISOString()}>
      {new Intl.DateTimeFormat(locale, {
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone,
      }).format(at)}
    </time>
  );
}
