"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { recordConsentAction } from "@/app/(dashboard)/customers/actions";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import type { ActionState } from "@/lib/core/action";
import type { RecordConsentInput } from "@/lib/customers/schema";

type ConsentDialogProps = Pick<RecordConsentInput, "customerId" | "purpose"> & {
  granted: boolean;
  /** What is read out before a consent is recorded. */
  words: string;
};

/** Staff write down what the customer said, and how: without that no consent would stand. */
export function ConsentDialog({ customerId, purpose, granted, words }: ConsentDialogProps) {
  const t = useTranslations("customers");
  const p = useTranslations("privacy.consent");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const verb = granted ? "withdraw" : "record";
  const act = (previous: ActionState<undefined>, form: FormData) =>
    recordConsentAction(previous, { customerId, purpose, granted: !granted, note: String(form.get("note") ?? "") });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t(`consent.${verb}`, { purpose: t(`purposes.${purpose}`) })}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <ActionForm
          action={act}
          onSuccess={() => setOpen(false)}
          successMessage={common("saved")}
          className="grid gap-4"
        >
          <DialogHeader>
            <DialogTitle>{t(`consent.${verb}`, { purpose: t(`purposes.${purpose}`) })}</DialogTitle>
            <DialogDescription>{t(`consent.${verb}Hint`)}</DialogDescription>
          </DialogHeader>
          {!granted && (
            <div className="rounded-md bg-muted px-3 py-2.5 text-sm">
              <p className="text-muted-foreground text-xs">{p("readOut")}</p>
              <p className="whitespace-pre-line text-pretty">{words}</p>
            </div>
          )}
          <TextField
            name="note"
            label={t("consent.how")}
            placeholder={t("consent.howExample")}
            required
            maxLength={300}
            autoComplete="off"
          />
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
