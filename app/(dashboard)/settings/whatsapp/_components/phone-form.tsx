"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { newId } from "@/lib/core/new-id";
import { addChannelAction } from "../actions";

export type AddFormProps = { onDone: (made: { id: string }) => void; onCancel: () => void; children: ReactNode };

/** A phone to be linked: its risk is read before it is added. */
export function PhoneForm({ onDone, onCancel, children }: AddFormProps) {
  const t = useTranslations("channels.add");
  const tc = useTranslations("common");
  const [key] = useState(newId);
  return (
    <ActionForm action={addChannelAction} onSuccess={onDone} className="grid gap-4">
      <input type="hidden" name="key" value={key} />
      {children}
      <Alert tone="warning">
        <p className="font-medium">{t("riskTitle")}</p>
        <p className="mt-1">{t("risk")}</p>
      </Alert>
      <CheckboxField name="riskRead" label={t("riskRead")} />
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          {tc("cancel")}
        </Button>
        <SubmitButton>{t("submit")}</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
