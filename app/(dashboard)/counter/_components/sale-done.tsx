"use client";

import { CircleCheck, FileDown, Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { SendDocumentButton } from "@/components/send-document-button";
import { Button } from "@/components/ui/button";
import { DialogTitle } from "@/components/ui/dialog";
import { formatSen } from "@/lib/core/money";
import type { Cart } from "@/lib/pos/cart";
import type { SaleAnswer } from "@/lib/pos/schema";
import { sendDocumentAction } from "../actions";

type SaleDoneProps = { answer: SaleAnswer; customer: Cart["customer"]; onNew: () => void };

/** Change first, in figures a cashier reads at arm's length; Enter starts the next sale. */
export function SaleDone({ answer, customer, onNew }: SaleDoneProps) {
  const t = useTranslations("counter");
  return (
    <div className="grid gap-5 text-center">
      <div className="grid justify-items-center gap-1">
        <CircleCheck aria-hidden className="size-10 text-success" />
        <DialogTitle>{answer.replayed ? t("doneAgain") : t("done")}</DialogTitle>
        <p className="text-muted-foreground text-sm tabular-nums">
          {answer.number} · {formatSen(answer.total_sen)}
        </p>
      </div>
      <div className="rounded-lg bg-success-soft px-4 py-5 text-success">
        {answer.change_sen > 0 ? (
          <>
            <p className="font-medium text-sm">{t("giveChange")}</p>
            <p className="font-semibold text-4xl tabular-nums tracking-tight">{formatSen(answer.change_sen)}</p>
          </>
        ) : (
          <p className="font-medium">{t("noChange")}</p>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Button variant="outline" asChild>
          <a href={`/receipt/${answer.sale_id}`} target="_blank" rel="noopener">
            <Printer aria-hidden />
            {t("printReceipt")}
          </a>
        </Button>
        <Button variant="outline" asChild>
          <a href={`/api/sales/${answer.sale_id}/pdf`} target="_blank" rel="noopener">
            <FileDown aria-hidden />
            {t("pdf")}
          </a>
        </Button>
        {customer && (
          <SendDocumentButton
            action={sendDocumentAction}
            kind="receipt"
            id={answer.sale_id}
            label={t("sendWhatsapp")}
            doneLabel={t("sentWhatsapp")}
            className="col-span-2"
          />
        )}
      </div>
      <div className="grid gap-2">
        <Button size="lg" className="h-12" onClick={onNew} autoFocus>
          {t("newSale")}
        </Button>
        <Button variant="link" asChild className="mx-auto">
          <Link href={`/sales/${answer.sale_id}`}>{t("viewSale")}</Link>
        </Button>
      </div>
    </div>
  );
}
