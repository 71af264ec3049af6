"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextareaField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { PRIORITIES } from "@/lib/repairs/kinds";
import type { Ticket } from "@/lib/repairs/ticket";
import { LocalTimeField } from "../../_components/local-time-field";
import { editTicketAction } from "../../actions";

type EditDialogProps = { ticket: Ticket; open: boolean; setOpen: (open: boolean) => void };

export function EditDialog({ ticket, open, setOpen }: EditDialogProps) {
  const t = useTranslations("repairs");
  const tc = useTranslations("common");
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("ticket.editTitle")}</DialogTitle>
        </DialogHeader>
        <ActionForm
          action={editTicketAction}
          onSuccess={() => setOpen(false)}
          successMessage={tc("saved")}
          className="grid gap-4"
        >
          <input type="hidden" name="ticketId" value={ticket.id} />
          <TextareaField
            name="problem"
            label={t("form.problem")}
            defaultValue={ticket.problem}
            required
            rows={3}
            maxLength={2000}
          />
          <TextareaField
            name="condition"
            label={t("form.condition")}
            defaultValue={ticket.condition ?? ""}
            optional
            rows={2}
            maxLength={1000}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              name="priority"
              label={t("priority.label")}
              defaultValue={ticket.priority}
              options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
            />
            <TextField
              name="storage"
              label={t("form.storage")}
              defaultValue={ticket.storage ?? ""}
              optional
              maxLength={60}
            />
          </div>
          <LocalTimeField name="etaAt" label={t("form.eta")} timeZone={ticket.outlet.time_zone} value={ticket.eta_at} />
          <DialogFooter>
            <SubmitButton>{tc("save")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
