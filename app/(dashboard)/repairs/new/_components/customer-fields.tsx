"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { deviceName } from "@/lib/repairs/customer-text";
import type { FoundCustomer } from "@/lib/repairs/lookup";
import { useLookup } from "../../_components/use-lookup";

type CustomerFieldsProps = {
  customer: FoundCustomer | null;
  onPick: (customer: FoundCustomer | null) => void;
  shopLocale: "ms" | "en";
};

/** Somebody the shop knows, found while typing, or somebody new. */
export function CustomerFields({ customer, onPick, shopLocale }: CustomerFieldsProps) {
  const t = useTranslations("repairs.form");
  const tc = useTranslations("common");
  const [q, setQ] = useState("");
  const { rows, isAnswered } = useLookup<FoundCustomer>("customers", q);
  if (customer) {
    return (
      <div className="flex items-center gap-3">
        <input type="hidden" name="customerId" value={customer.id} />
        <Avatar name={customer.name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm">{customer.name}</span>
          <span className="block text-muted-foreground text-xs tabular-nums">{customer.phone_masked ?? "–"}</span>
        </span>
        <Button variant="outline" size="sm" onClick={() => onPick(null)}>
          {t("change")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <Field label={t("findCustomer")} hint={t("findHint")}>
          <Input
            type="text"
            inputMode="search"
            autoComplete="off"
            value={q}
            maxLength={80}
            onChange={(event) => setQ(event.target.value)}
          />
        </Field>
        <ul className="grid gap-1.5 empty:hidden" aria-live="polite" aria-label={t("findCustomer")}>
          {rows.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => onPick(one)}
                className="flex w-full items-center gap-3 rounded-md border bg-card px-3 py-2 text-left hover:bg-accent"
              >
                <Avatar name={one.name} size="sm" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-sm">{one.name}</span>
                  <span className="block truncate text-muted-foreground text-xs">
                    {[one.phone_masked, ...one.devices.slice(0, 2).map(deviceName)].filter(Boolean).join(" · ")}
                  </span>
                </span>
              </button>
            </li>
          ))}
          {isAnswered && rows.length === 0 && <li className="text-muted-foreground text-sm">{t("noCustomer")}</li>}
        </ul>
      </div>
      <fieldset className="grid gap-4 border-t pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t("newCustomer")}</legend>
        <TextField name="name" label={t("name")} required maxLength={160} autoComplete="off" />
        <PhoneField name="phone" label={t("phone")} optional />
        <SelectField
          name="locale"
          label={t("language")}
          defaultValue={shopLocale}
          options={[
            { value: "ms", label: tc("languages.ms") },
            { value: "en", label: tc("languages.en") },
          ]}
        />
      </fieldset>
    </div>
  );
}
