"use client";

import { useTranslations } from "next-intl";
import { FIELD_MODES, type FieldKey, type FieldMode } from "@/lib/intake/kinds";

/** Off, optional or required, as three radio buttons that look like one switch. */
export function FieldModeRow({ name, value }: { name: FieldKey; value: FieldMode }) {
  const t = useTranslations("intake");
  return (
    <fieldset className="flex flex-wrap items-center justify-between gap-2 py-2">
      <legend className="float-left text-sm">{t(name)}</legend>
      <div className="inline-flex rounded-md border bg-muted p-0.5">
        {FIELD_MODES.map((mode) => (
          <label
            key={mode}
            className="cursor-pointer rounded-sm px-2.5 py-1 font-medium text-muted-foreground text-xs has-checked:bg-card has-checked:text-foreground has-checked:shadow-lift has-focus-visible:outline-2 pointer-coarse:py-2.5"
          >
            <input
              type="radio"
              name={`fields.${name}`}
              value={mode}
              defaultChecked={value === mode}
              className="sr-only"
            />
            {t(`settings.modes.${mode}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
