"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { transferOwnershipAction } from "../actions";
import type { Member } from "./member";

type TransferDialogProps = { member: Member; business: string; onClose: () => void };

/** Cannot be taken back by who does it, so the name of the business is typed. */
export function TransferDialog({ member, business, onClose }: TransferDialogProps) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("transferTitle", { name: member.name })}</DialogTitle>
          <DialogDescription>{t("transferText", { name: member.name })}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={transferOwnershipAction}
          onSuccess={onClose}
          successMessage={t("transferred", { name: member.name })}
          className="grid gap-4"
        >
          <input type="hidden" name="userId" value={member.id} />
          <TextField
            name="business"
            label={t("transferConfirm", { business })}
            autoComplete="off"
            maxLength={120}
            required
          />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {tc("cancel")}
            </Button>
            <SubmitButton variant="destructive">{t("transfer")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
