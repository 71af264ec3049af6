"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useListUrl } from "@/components/use-list-url";
import { KIND_NAMES } from "@/lib/audit/kinds";

type ActivityFiltersProps = { actors: readonly { id: string; name: string }[]; children: ReactNode };

/** Kept in the URL, like every list; changing one begins at the newest again. */
export function ActivityFilters({ actors, children }: ActivityFiltersProps) {
  const t = useTranslations("activity");
  const tc = useTranslations("common");
  const { params, change } = useListUrl();
  const set = (name: string) => (event: { target: { value: string } }) => change({ [name]: event.target.value });
  const value = (name: string) => params.get(name) ?? "";
  return (
    <search className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <Field name="person" label={t("person")} className="sm:w-44">
        <NativeSelect value={value("person")} onChange={set("person")}>
          <option value="">{tc("all")}</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="others">{t("others")}</option>
        </NativeSelect>
      </Field>
      <Field name="kind" label={t("kind")} className="sm:w-36">
        <NativeSelect value={value("kind")} onChange={set("kind")}>
          <option value="">{tc("all")}</option>
          {KIND_NAMES.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field name="from" label={t("from")} className="sm:w-40">
        <Input type="date" value={value("from")} onChange={set("from")} />
      </Field>
      <Field name="until" label={t("until")} className="sm:w-40">
        <Input type="date" value={value("until")} onChange={set("until")} />
      </Field>
      <div className="col-span-2 grid sm:ml-auto sm:block">{children}</div>
    </search>
  );
}
