"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { SelectField, TextField } from "@/components/form-fields";
import { Checkbox } from "@/components/ui/checkbox";
import { UnlockField } from "@/components/unlock-field";
import type { IntakeFormDefinition } from "@/lib/intake/schema";
import { BRANDS, MODELS } from "@/lib/repairs/common-devices";
import { ACCESSORIES, CATEGORIES } from "@/lib/repairs/kinds";

type DeviceQuestionsProps = { fields: IntakeFormDefinition["fields"]; className: string; titleClass: string };

export function DeviceQuestions({ fields, className, titleClass }: DeviceQuestionsProps) {
  const t = useTranslations("intake");
  const ta = useTranslations("intake.accessory");
  const tk = useTranslations("intake.categories");
  const tu = useTranslations("unlock");
  const [brand, setBrand] = useState("");
  const id = useId();
  const need = (key: keyof typeof fields) => (fields[key] === "required" ? { required: true } : { optional: true });
  const asked = (key: keyof typeof fields) => fields[key] !== "off";
  const models = MODELS[BRANDS.find((one) => one.toLowerCase() === brand.trim().toLowerCase()) ?? ""] ?? [];
  if (!(["category", "brand", "model", "serial", "imei", "accessories", "pin"] as const).some(asked)) return null;
  return (
    <section className={className}>
      <h2 className={titleClass}>{t("device")}</h2>
      {asked("category") && (
        <SelectField
          name="category"
          label={t("category")}
          {...need("category")}
          placeholder={t("choose")}
          options={CATEGORIES.map((value) => ({ value, label: tk(value) }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {asked("brand") && (
          <TextField
            name="brand"
            label={t("brand")}
            {...need("brand")}
            maxLength={60}
            list={`${id}-brands`}
            autoComplete="off"
            onChange={(event) => setBrand(event.target.value)}
          />
        )}
        {asked("model") && (
          <TextField
            name="model"
            label={t("model")}
            {...need("model")}
            maxLength={120}
            list={`${id}-models`}
            autoComplete="off"
          />
        )}
      </div>
      {asked("imei") && (
        <TextField
          name="imei"
          label={t("imei")}
          hint={t("imeiHint")}
          {...need("imei")}
          inputMode="numeric"
          maxLength={24}
          autoComplete="off"
        />
      )}
      {asked("serial") && (
        <TextField name="serial" label={t("serial")} {...need("serial")} maxLength={60} autoComplete="off" />
      )}
      {asked("pin") && <UnlockField required={fields.pin === "required"} hint={tu("customerHint")} />}
      {asked("accessories") && (
        <fieldset>
          <legend className="mb-2 font-medium text-sm">{t("accessories")}</legend>
          <div className="grid grid-cols-2 gap-x-4 gap-y-1">
            {ACCESSORIES.map((key) => (
              <span key={key} className="flex min-h-10 items-center gap-2.5 text-sm">
                <Checkbox id={`${id}-${key}`} name="accessories[]" value={key} />
                <label htmlFor={`${id}-${key}`} className="flex-1 py-2">
                  {ta(key)}
                </label>
              </span>
            ))}
          </div>
        </fieldset>
      )}
      <datalist id={`${id}-brands`}>
        {BRANDS.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <datalist id={`${id}-models`}>
        {models.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </section>
  );
}
