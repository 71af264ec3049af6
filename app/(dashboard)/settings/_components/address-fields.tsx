"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextareaField, TextField } from "@/components/form-fields";
import { STATES } from "@/lib/tenancy/states";

type Address = { address_line: string | null; postcode: string | null; city: string | null; state: string | null };

export function AddressFields({ value }: { value: Address | null }) {
  const t = useTranslations("settings");
  return (
    <>
      <TextareaField
        name="addressLine"
        label={t("addressLine")}
        rows={2}
        maxLength={300}
        autoComplete="street-address"
        defaultValue={value?.address_line ?? ""}
        className="sm:col-span-2"
      />
      <TextField
        name="postcode"
        label={t("postcode")}
        inputMode="numeric"
        maxLength={5}
        autoComplete="postal-code"
        defaultValue={value?.postcode ?? ""}
      />
      <TextField
        name="city"
        label={t("city")}
        maxLength={80}
        autoComplete="address-level2"
        defaultValue={value?.city ?? ""}
      />
      <SelectField
        name="state"
        label={t("state")}
        placeholder={t("chooseState")}
        autoComplete="address-level1"
        defaultValue={value?.state ?? ""}
        options={STATES.map((state) => ({ value: state, label: state }))}
        className="sm:col-span-2"
      />
    </>
  );
}
