"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { useListUrl } from "@/components/use-list-url";

/** From and until, kept in the URL as every other filter. */
export function DateRange() {
  const t = useTranslations("deliveries");
  const { params, change } = useListUrl();
  const id = useId();
  return (["from", "until"] as const).map((name) => (
    <span
      key={name}
      className="flex items-center gap-2 text-muted-foreground text-sm max-sm:grid max-sm:w-[calc(50%-0.25rem)] max-sm:gap-1"
    >
      <label htmlFor={`${id}-${name}`}>{t(name)}</label>
      <Input
        id={`${id}-${name}`}
        type="date"
        className="w-full sm:w-36"
        value={params.get(name) ?? ""}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </span>
  ));
}
