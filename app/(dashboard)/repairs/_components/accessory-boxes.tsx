"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ACCESSORIES } from "@/lib/repairs/kinds";

/** What was left with the device; sends `accessories[]`. */
export function AccessoryBoxes({ label }: { label: string }) {
  const t = useTranslations("repairs.accessory");
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2.5">
        {ACCESSORIES.map((key) => (
          <span key={key} className="flex items-center gap-2 text-sm pointer-coarse:min-h-8">
            <Checkbox id={`${id}-${key}`} name="accessories[]" value={key} />
            <label htmlFor={`${id}-${key}`}>{t(key)}</label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}
