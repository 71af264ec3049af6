"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

type OutletChoiceProps = { outlets: readonly { id: string; name: string }[]; chosen?: readonly string[] };

/** Which outlets somebody works in; none ticked means all. */
export function OutletChoice({ outlets, chosen = [] }: OutletChoiceProps) {
  const t = useTranslations("settings.team");
  const id = useId();
  // An outlet that is closed, or not mine to see, is not on the list and stays with the person all the same.
  const unseen = chosen.filter((one) => !outlets.some((outlet) => outlet.id === one));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("outlets")}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {outlets.map((outlet) => (
          <label
            key={outlet.id}
            htmlFor={`${id}-${outlet.id}`}
            className="flex min-h-8 items-center gap-3 pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`${id}-${outlet.id}`}
              name="outlets[]"
              value={outlet.id}
              defaultChecked={chosen.includes(outlet.id)}
            />
            <span className="truncate">{outlet.name}</span>
          </label>
        ))}
      </div>
      {unseen.map((one) => (
        <input key={one} type="hidden" name="outlets[]" value={one} />
      ))}
      <p className="text-muted-foreground text-xs">{t("outletsHint")}</p>
    </fieldset>
  );
}
