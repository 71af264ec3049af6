"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useListUrl } from "@/components/use-list-url";

/** From and until, kept in the URL as every other filter. */
export function DateRange() {
  const t = useTranslations("deliveries");
  const { params, change } = useListUrl();
  return (["from", "until"] as const).map((name) => (
    <Field key={name} name={name} label={t(name)} hideLabel className="w-40">
      <Input
        type="date"
        title={t(name)}
        value={params.get(name) ?? ""}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  ));
}
