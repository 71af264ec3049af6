"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { addDeviceAction } from "@/app/(dashboard)/customers/actions";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { DEVICE_CATEGORIES } from "@/lib/customers/kinds";

export function DeviceForm({ customerId }: { customerId: string }) {
  const t = useTranslations("customers");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm">
          <Plus aria-hidden />
          {t("addDevice")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <ActionForm
          action={addDeviceAction}
          onSuccess={() => setOpen(false)}
          successMessage={common("saved")}
          className="grid gap-4"
        >
          <DialogHeader>
            <DialogTitle>{t("addDevice")}</DialogTitle>
          </DialogHeader>
          <input type="hidden" name="customerId" value={customerId} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              name="category"
              label={t("category")}
              options={DEVICE_CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
            />
            <TextField name="brand" label={t("brand")} optional maxLength={60} autoComplete="off" />
            <TextField
              name="model"
              label={t("model")}
              required
              maxLength={120}
              autoComplete="off"
              className="sm:col-span-2"
            />
            <TextField name="imei" label="IMEI" optional inputMode="numeric" maxLength={20} autoComplete="off" />
            <TextField name="serial" label={t("serialNumber")} optional maxLength={60} autoComplete="off" />
          </div>
          <DialogFooter>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {common("cancel")}
            </Button>
            <SubmitButton>{common("save")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
