"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { newId } from "@/lib/core/new-id";
import { addChannelAction } from "../actions";

type AddDialogProps = {
  outlets: readonly { id: string; name: string }[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function AddDialog({ outlets, open, onOpenChange }: AddDialogProps) {
  const t = useTranslations("channels.add");
  const tc = useTranslations("common");
  const router = useRouter();
  const [key] = useState(newId);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-h-[90dvh] overflow-y-auto">
        <DialogHeader>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogDescription>{t("text")}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={addChannelAction}
          onSuccess={({ id }) => router.push(`/settings/whatsapp/${id}`)}
          className="grid gap-4"
        >
          <input type="hidden" name="key" value={key} />
          <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={80} autoComplete="off" />
          {outlets.length > 1 ? (
            <SelectField
              name="outletId"
              label={t("outlet")}
              options={outlets.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <input type="hidden" name="outletId" value={outlets[0]?.id ?? ""} />
          )}
          <Alert tone="warning">
            <p className="font-medium">{t("riskTitle")}</p>
            <p className="mt-1">{t("risk")}</p>
          </Alert>
          <CheckboxField name="riskRead" label={t("riskRead")} />
          <DialogFooter>
            <Button variant="outline" onClick={() => onOpenChange(false)}>
              {tc("cancel")}
            </Button>
            <SubmitButton>{t("submit")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
