"use client";

import { useTranslations } from "next-intl";
import { useContext, useState } from "react";
import { FormContext } from "@/components/form-context";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { DAYS, type Day, type Hours } from "@/lib/tenancy/days";

type DayState = { open: boolean; from: string; to: string };
const USUAL: DayState = { open: true, from: "10:00", to: "20:00" };

const start = (hours: Hours | null): Record<Day, DayState> => {
  const of = (day: Day): DayState => {
    if (!hours) return USUAL;
    const span = hours[day];
    return span ? { open: true, from: span[0], to: span[1] } : { ...USUAL, open: false };
  };
  return {
    mon: of("mon"),
    tue: of("tue"),
    wed: of("wed"),
    thu: of("thu"),
    fri: of("fri"),
    sat: of("sat"),
    sun: of("sun"),
  };
};

/** Opening hours, a line a day; `null` starts with the usual ones. */
export function HoursFields({ hours }: { hours: Hours | null }) {
  const t = useTranslations("settings.hours");
  const [days, setDays] = useState(() => start(hours));
  const change = (day: Day, part: Partial<DayState>) => setDays((now) => ({ ...now, [day]: { ...now[day], ...part } }));
  const copy = () => setDays(({ mon }) => ({ mon, tue: mon, wed: mon, thu: mon, fri: mon, sat: mon, sun: mon }));
  return (
    <div className="grid gap-2 sm:col-span-2">
      {DAYS.map((day) => (
        <DayRow key={day} day={day} value={days[day]} onChange={(part) => change(day, part)} />
      ))}
      <div>
        <Button variant="outline" size="sm" onClick={copy}>
          {t("copyMonday")}
        </Button>
      </div>
    </div>
  );
}

function DayRow({ day, value, onChange }: { day: Day; value: DayState; onChange: (part: Partial<DayState>) => void }) {
  const t = useTranslations("settings.hours");
  const errorText = useErrorText();
  const error = useContext(FormContext)?.fields[`${day}_to`];
  const name = t(`long.${day}`);
  const errorId = `${day}-hours-error`;
  const time = (part: "from" | "to") => (
    <Input
      type="time"
      name={`${day}_${part}`}
      aria-label={t(part, { day: name })}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
      value={value[part]}
      onChange={(event) => onChange({ [part]: event.target.value })}
      className="w-30 tabular-nums"
    />
  );
  return (
    <div className="grid gap-1">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 pointer-coarse:min-h-11">
        <Switch
          id={`${day}-open`}
          name={`${day}_open`}
          checked={value.open}
          onCheckedChange={(open) => onChange({ open })}
          aria-label={t("openOn", { day: name })}
        />
        <label htmlFor={`${day}-open`} className="w-20">
          {name}
        </label>
        {value.open ? (
          <span className="flex items-center gap-2">
            {time("from")}
            <span aria-hidden className="text-muted-foreground">
              –
            </span>
            {time("to")}
          </span>
        ) : (
          <span className="text-muted-foreground">{t("closed")}</span>
        )}
      </div>
      {error && <FieldError id={errorId}>{errorText(error)}</FieldError>}
    </div>
  );
}
