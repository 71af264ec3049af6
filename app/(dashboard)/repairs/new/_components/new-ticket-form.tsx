"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField, TextareaField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { toast } from "@/components/toast";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { UnlockField } from "@/components/unlock-field";
import { PRIORITIES } from "@/lib/repairs/kinds";
import type { FoundCustomer } from "@/lib/repairs/lookup";
import type { Technician } from "@/lib/repairs/queries";
import { AccessoryBoxes } from "../../_components/accessory-boxes";
import { LocalTimeField } from "../../_components/local-time-field";
import { openTicketAction } from "../actions";
import { CustomerFields } from "./customer-fields";
import { DeviceFields } from "./device-fields";

type NewTicketFormProps = {
  outlets: readonly { id: string; name: string; time_zone: string }[];
  outletId: string;
  technicians: readonly Technician[];
  shopLocale: "ms" | "en";
  known: FoundCustomer | null;
};

export function NewTicketForm({ outlets, outletId, technicians, shopLocale, known }: NewTicketFormProps) {
  const t = useTranslations("repairs");
  const tu = useTranslations("unlock");
  const router = useRouter();
  const [clientId] = useState(() => crypto.randomUUID());
  const [customer, setCustomer] = useState<FoundCustomer | null>(known);
  const zone = outlets.find((outlet) => outlet.id === outletId)?.time_zone ?? "Asia/Kuala_Lumpur";
  return (
    <ActionForm
      action={openTicketAction}
      onSuccess={({ id, number, isUnlockKept }) => {
        toast.success(t("form.opened", { number }));
        if (!isUnlockKept) toast.warning(tu("notKept"));
        router.push(`/repairs/${id}`);
      }}
      className="grid gap-5"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <Card>
        <CardHeader>
          <CardTitle>{t("form.customer")}</CardTitle>
        </CardHeader>
        <CardContent>
          <CustomerFields customer={customer} onPick={setCustomer} shopLocale={shopLocale} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("form.device")}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <DeviceFields key={customer?.id ?? "new"} devices={customer?.devices ?? []} />
          <UnlockField hint={tu("staffHint")} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("form.job")}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <TextareaField name="problem" label={t("form.problem")} required rows={3} maxLength={2000} />
          <TextareaField
            name="condition"
            label={t("form.condition")}
            hint={t("form.conditionHint")}
            optional
            rows={2}
            maxLength={1000}
          />
          <AccessoryBoxes label={t("form.accessories")} />
          <div className="grid gap-4 sm:grid-cols-2">
            {outlets.length > 1 ? (
              <SelectField
                name="outletId"
                label={t("filters.outlet")}
                defaultValue={outletId}
                options={outlets.map((outlet) => ({ value: outlet.id, label: outlet.name }))}
              />
            ) : (
              <input type="hidden" name="outletId" value={outletId} />
            )}
            <SelectField
              name="technicianId"
              label={t("form.technician")}
              placeholder={t("form.anyTechnician")}
              options={technicians.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <SelectField
              name="priority"
              label={t("priority.label")}
              defaultValue="normal"
              options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
            />
            <LocalTimeField name="etaAt" label={t("form.eta")} timeZone={zone} value={null} />
            <TextField name="storage" label={t("form.storage")} optional maxLength={60} />
          </div>
          <CheckboxField name="notify" label={t("form.notify")} hint={t("form.notifyHint")} defaultChecked />
        </CardContent>
      </Card>
      <div className="flex justify-end">
        <SubmitButton size="lg" className="max-sm:w-full">
          {t("form.submit")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
