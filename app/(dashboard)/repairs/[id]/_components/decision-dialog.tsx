"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { formatSen } from "@/lib/core/money";
import type { EstimateVersion } from "@/lib/repairs/rows";
import { decideEstimateAction } from "../../actions";

/** A yes or no that did not come through chat or link: kept with who noted it and how it was given. */
export function DecisionDialog({ estimate, onClose }: { estimate: EstimateVersion; onClose: () => void }) {
  const t = useTranslations("repairs.estimate");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("decisionTitle")}</DialogTitle>
          <DialogDescription>
            {t("decisionText", { version: estimate.version, total: formatSen(estimate.total_sen) })}
          </DialogDescription>
        </DialogHeader>
        <ActionForm
          action={decideEstimateAction}
          onSuccess={onClose}
          successMessage={t("recorded")}
          className="grid gap-4"
        >
          <input type="hidden" name="estimateId" value={estimate.id} />
          <SelectField
            name="decision"
            label={t("decision")}
            options={[
              { value: "approve", label: t("approve") },
              { value: "decline", label: t("decline") },
            ]}
          />
          <TextField name="reason" label={t("reason")} hint={t("reasonHint")} required maxLength={500} />
          <DialogFooter>
            <SubmitButton>{t("record")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
