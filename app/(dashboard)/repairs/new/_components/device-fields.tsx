"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField, TextField } from "@/components/form-fields";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { BRANDS, MODELS } from "@/lib/repairs/common-devices";
import { deviceName } from "@/lib/repairs/customer-text";
import { CATEGORIES } from "@/lib/repairs/kinds";
import type { FoundCustomer } from "@/lib/repairs/lookup";

export function DeviceFields({ devices }: { devices: FoundCustomer["devices"] }) {
  const t = useTranslations("repairs");
  const [deviceId, setDeviceId] = useState(devices[0]?.id ?? "");
  const [brand, setBrand] = useState("");
  return (
    <div className="grid gap-4">
      {devices.length > 0 && (
        <Field label={t("form.knownDevices")} name="deviceId">
          <NativeSelect value={deviceId} onChange={(event) => setDeviceId(event.target.value)}>
            {devices.map((device) => (
              <option key={device.id} value={device.id}>
                {[deviceName(device), device.imei ?? device.serial].filter(Boolean).join(" · ")}
              </option>
            ))}
            <option value="">{t("form.newDevice")}</option>
          </NativeSelect>
        </Field>
      )}
      {deviceId === "" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="category"
            label={t("form.category")}
            options={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
          />
          <TextField
            name="brand"
            label={t("form.brand")}
            optional
            maxLength={60}
            list="device-brands"
            autoComplete="off"
            onChange={(event) => setBrand(event.target.value)}
          />
          <TextField
            name="model"
            label={t("form.model")}
            required
            maxLength={120}
            list="device-models"
            autoComplete="off"
          />
          <TextField
            name="imei"
            label={t("form.imei")}
            hint={t("form.imeiHint")}
            optional
            inputMode="numeric"
            maxLength={24}
            autoComplete="off"
          />
          <TextField name="serial" label={t("form.serial")} optional maxLength={60} autoComplete="off" />
          <datalist id="device-brands">
            {BRANDS.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <datalist id="device-models">
            {(MODELS[brand] ?? []).map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </div>
      )}
    </div>
  );
}
