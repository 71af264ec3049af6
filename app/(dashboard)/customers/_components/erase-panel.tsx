"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { eraseCustomerAction } from "@/app/(dashboard)/customers/privacy-actions";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { toast } from "@/components/toast";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { ActionState } from "@/lib/core/action";
import { formatDate } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import type { ErasePreview } from "@/lib/privacy/schema";

type ErasePanelProps = { customerId: string; name: string; preview: ErasePreview; onClose: () => void };

const GOES = ["addresses", "messages", "files", "notes", "devices", "tickets", "links"] as const;
const FOLDERS = { ticket: "/repairs", order: "/orders", invoice: "/invoices", draft: "/invoices" };

export function ErasePanel({ customerId, name, preview, onClose }: ErasePanelProps) {
  const t = useTranslations("privacy.person");
  const tc = useTranslations("common");
  const locale = useLocale();
  const { goes, stays, obstacles } = preview;
  // Said here: with the person gone, so is the button this panel belongs to, and whatever it still wanted to say.
  const erase = async (previous: ActionState<unknown>, form: FormData) => {
    const done = await eraseCustomerAction(previous, { customerId, name: String(form.get("name") ?? "") });
    if (done?.ok) toast.success(t("erased"));
    return done;
  };
  const head = (
    <DialogHeader>
      <DialogTitle>{t("eraseTitle", { name })}</DialogTitle>
      <DialogDescription>{obstacles.length > 0 ? t("inTheWay") : t("suppressed")}</DialogDescription>
    </DialogHeader>
  );
  if (obstacles.length > 0) {
    return (
      <>
        {head}
        <ul className="grid gap-1 text-sm">
          {obstacles.map(({ kind, id, number }) => (
            <li key={id}>
              <Link
                href={`${FOLDERS[kind]}/${id}`}
                className="inline-flex min-h-10 items-center underline underline-offset-2"
              >
                {t(`obstacles.${kind}`, { number: number ?? "" })}
              </Link>
            </li>
          ))}
        </ul>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            {tc("close")}
          </Button>
        </DialogFooter>
      </>
    );
  }
  return (
    <ActionForm action={erase} onSuccess={onClose} className="grid gap-4">
      {head}
      <div className="grid gap-3 text-sm sm:grid-cols-2">
        <Alert tone="danger" title={t("goes")}>
          <ul className="mt-1 grid gap-0.5">
            {GOES.filter((kind) => kind === "addresses" || goes[kind] > 0).map((kind) => (
              <li key={kind}>{t(`goesList.${kind}`, { count: goes[kind] })}</li>
            ))}
          </ul>
        </Alert>
        <Alert tone="info" title={t("stays")}>
          {stays.sales + stays.invoices === 0
            ? t("staysNone")
            : t("staysList", { sales: stays.sales, invoices: stays.invoices, total: formatSen(stays.total_sen) })}
          {stays.until && (
            <span className="block">{t("until", { date: formatDate(`${stays.until}T04:00:00Z`, locale) })}</span>
          )}
        </Alert>
      </div>
      <TextField
        name="name"
        label={t("type")}
        hint={t("typeHint", { name })}
        required
        maxLength={200}
        autoComplete="off"
      />
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {tc("cancel")}
        </Button>
        <SubmitButton variant="destructive">{t("confirm")}</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
