"use client";

import { Ban, Banknote, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
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
import { formatSen, senToDecimal } from "@/lib/core/money";
import { newId } from "@/lib/core/new-id";
import { PAYMENT_METHODS, type PaymentMethod } from "@/lib/pos/methods";
import { roundingTo5 } from "@/lib/pos/pricing";
import { issueInvoiceAction, recordInvoicePaymentAction, voidInvoiceAction } from "../../actions";

/** A fresh key each time it opens: a resubmit within it is the same payment. */
function useDialog() {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState("");
  const onOpenChange = (next: boolean) => {
    if (next) setKey(newId());
    setOpen(next);
  };
  return { open, key, onOpenChange, close: () => setOpen(false) };
}

type ShellProps = {
  dialog: ReturnType<typeof useDialog>;
  trigger: ReactNode;
  title: string;
  hint?: string;
  children: ReactNode;
};

function Shell({ dialog, trigger, title, hint, children }: ShellProps) {
  return (
    <Dialog open={dialog.open} onOpenChange={dialog.onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent className="sm:max-w-md">
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          {hint && <DialogDescription>{hint}</DialogDescription>}
        </DialogHeader>
        {children}
      </DialogContent>
    </Dialog>
  );
}

export function PaymentDialog({ invoiceId, balanceSen }: { invoiceId: string; balanceSen: number }) {
  const t = useTranslations("invoices");
  const counter = useTranslations("counter");
  const dialog = useDialog();
  const [method, setMethod] = useState<PaymentMethod>("transfer");
  const rounding = roundingTo5(balanceSen);
  const full = method === "cash" ? balanceSen + rounding : balanceSen;
  return (
    <Shell
      dialog={dialog}
      title={t("pay")}
      hint={t("payHint", { balance: formatSen(balanceSen) })}
      trigger={
        <Button>
          <Banknote aria-hidden />
          {t("pay")}
        </Button>
      }
    >
      <ActionForm
        action={recordInvoicePaymentAction}
        onSuccess={dialog.close}
        successMessage={t("paidSaved")}
        className="grid gap-4"
      >
        <input type="hidden" name="key" value={dialog.key} />
        <input type="hidden" name="invoiceId" value={invoiceId} />
        <SelectField
          name="method"
          label={counter("method")}
          value={method}
          onChange={(event) => setMethod(PAYMENT_METHODS.find((value) => value === event.target.value) ?? "cash")}
          options={PAYMENT_METHODS.map((value) => ({ value, label: counter(`methods.${value}`) }))}
        />
        <TextField
          key={full}
          name="amount"
          label={counter("amount")}
          hint={method === "cash" && rounding !== 0 ? t("cashRounded", { amount: formatSen(full) }) : undefined}
          required
          inputMode="decimal"
          maxLength={14}
          defaultValue={senToDecimal(full)}
          autoComplete="off"
        />
        {method !== "cash" && (
          <TextField
            name="reference"
            label={method === "transfer" ? counter("referenceTransfer") : counter("reference")}
            required={method === "transfer"}
            optional={method !== "transfer"}
            hint={method === "duitnow" ? counter("duitnowHint") : undefined}
            maxLength={80}
            autoComplete="off"
          />
        )}
        <DialogFooter>
          <SubmitButton>{t("pay")}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Shell>
  );
}

export function IssueDialog({ invoiceId, today, due }: { invoiceId: string; today: string; due: string | null }) {
  const t = useTranslations("invoices");
  const dialog = useDialog();
  return (
    <Shell
      dialog={dialog}
      title={t("issue")}
      hint={t("issueHint")}
      trigger={
        <Button>
          <Send aria-hidden />
          {t("issue")}
        </Button>
      }
    >
      <ActionForm
        action={issueInvoiceAction}
        onSuccess={dialog.close}
        successMessage={t("issued")}
        className="grid gap-4"
      >
        <input type="hidden" name="invoiceId" value={invoiceId} />
        <TextField name="due" type="date" label={t("due")} required min={today} defaultValue={due ?? today} />
        <DialogFooter>
          <SubmitButton>{t("issue")}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Shell>
  );
}

export function VoidDialog({ invoiceId }: { invoiceId: string }) {
  const t = useTranslations("invoices");
  const dialog = useDialog();
  return (
    <Shell
      dialog={dialog}
      title={t("void")}
      hint={t("voidHint")}
      trigger={
        <Button variant="destructive" size="sm" className="ml-auto">
          <Ban aria-hidden />
          {t("void")}
        </Button>
      }
    >
      <ActionForm
        action={voidInvoiceAction}
        onSuccess={dialog.close}
        successMessage={t("voided")}
        className="grid gap-4"
      >
        <input type="hidden" name="invoiceId" value={invoiceId} />
        <TextField name="reason" label={t("voidReason")} required maxLength={200} autoComplete="off" />
        <DialogFooter>
          <SubmitButton variant="destructive">{t("void")}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Shell>
  );
}
