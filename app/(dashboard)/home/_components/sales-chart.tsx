import { useLocale, useTranslations } from "next-intl";
import { formatSen } from "@/lib/core/money";
import { type Day, niceTop } from "@/lib/home/chart";

const HEIGHT = 100;
const STEP = 20;
const BAR = 13;

/** Bars of equal days, today in red. Screen readers get the figures as a table. */
export function SalesChart({ days, timeZone }: { days: readonly Day[]; timeZone: string }) {
  const t = useTranslations("home.sales");
  const locale = useLocale() === "ms" ? "ms-MY" : "en-MY";
  const dayLabel = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone });
  // Noon, so that no zone turns the day.
  const label = (date: string) => dayLabel.format(new Date(`${date}T12:00:00+08:00`));
  const top = niceTop(Math.max(...days.map((day) => day.totalSen)));
  const width = days.length * STEP;
  const ticks = days
    .map((day, index) => ({ ...day, index }))
    .filter(({ index }) => (days.length - 1 - index) % 7 === 0);
  return (
    <figure className="flex flex-1 flex-col">
      <div aria-hidden="true" className="flex flex-1 flex-col pr-15">
        <div className="relative mt-2 min-h-32 flex-1">
          {[1, 0.5].map((part) => (
            <div
              key={part}
              className="absolute inset-x-0 border-t border-dashed"
              style={{ top: `${(1 - part) * 100}%` }}
            >
              <span className="absolute -top-2 left-full whitespace-nowrap pl-2 text-2xs text-muted-foreground tabular-nums">
                {formatSen(top * part).replace(/\.00$/, "")}
              </span>
            </div>
          ))}
          <svg
            viewBox={`0 0 ${width} ${HEIGHT}`}
            aria-hidden="true"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {days.map((day, index) => {
              const height = day.totalSen > 0 ? Math.max(1, (day.totalSen / top) * HEIGHT) : 0;
              const last = index === days.length - 1;
              return (
                <g key={day.date} className="group">
                  <title>{`${label(day.date)}: ${formatSen(day.totalSen)}`}</title>
                  <rect x={index * STEP} width={STEP} height={HEIGHT} fill="transparent" />
                  <rect
                    x={index * STEP + (STEP - BAR) / 2}
                    y={HEIGHT - height}
                    width={BAR}
                    height={height}
                    className={last ? "fill-chart" : "fill-chart-rest group-hover:fill-muted-foreground"}
                  />
                </g>
              );
            })}
          </svg>
        </div>
        <div className="relative h-5 border-t">
          {ticks.map(({ date, index }) => (
            <span
              key={date}
              className="absolute top-1 -translate-x-1/2 whitespace-nowrap text-2xs text-muted-foreground tabular-nums first:max-sm:hidden"
              style={{ left: `${((index + 0.5) / days.length) * 100}%` }}
            >
              {label(date)}
            </span>
          ))}
        </div>
      </div>
      <figcaption className="sr-only">
        <table>
          <caption>{t("chartCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col">{t("total")}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <th scope="row">{label(day.date)}</th>
                <td>{formatSen(day.totalSen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </figcaption>
    </figure>
  );
}
