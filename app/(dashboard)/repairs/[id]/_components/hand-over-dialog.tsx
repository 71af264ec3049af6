"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { formatSen } from "@/lib/core/money";
import { useAccessoryNames } from "../../_components/use-accessory-names";
import { handOverAction } from "../../actions";
import type { Desk } from "./desk";
import { counterHref } from "./links";

/** Gives the device back: what belongs to it, who takes it, and whether it is paid. */
export function HandOverDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { ticket, dueSen, collectedBody } = desk;
  const t = useTranslations("repairs.handover");
  const accessoryNames = useAccessoryNames();
  const [thanks, setThanks] = useState(true);
  const items = [desk.device || t("deviceOnly"), ...accessoryNames(ticket.accessories)].join(", ");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("title", { number: ticket.number })}</DialogTitle>
          <DialogDescription>{t("description", { items })}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={handOverAction}
          onSuccess={onClose}
          successMessage={t("done", { number: ticket.number })}
          className="grid gap-4"
        >
          <input type="hidden" name="ticketId" value={ticket.id} />
          <input type="hidden" name="body" value={thanks ? collectedBody : ""} />
          {dueSen > 0 && (
            <Alert tone="warning" title={t("unpaidTitle", { total: formatSen(dueSen) })}>
              <p>{t("unpaidText")}</p>
              {desk.capabilities.includes("pos.sell") && (
                <Button asChild size="sm" className="mt-2">
                  <Link href={counterHref(ticket.id)}>{t("toCounter")}</Link>
                </Button>
              )}
            </Alert>
          )}
          <TextField name="collectedBy" label={t("collectedBy")} defaultValue={ticket.customer.name} maxLength={160} />
          {dueSen > 0 && <TextField name="unpaidReason" label={t("unpaidReason")} maxLength={500} optional />}
          <div className="flex items-center gap-3 text-sm">
            <Checkbox
              id="hand-over-thanks"
              checked={thanks}
              onCheckedChange={(checked) => setThanks(checked === true)}
            />
            <label htmlFor="hand-over-thanks">{t("thanks")}</label>
          </div>
          <DialogFooter>
            <SubmitButton>{t("confirm")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
