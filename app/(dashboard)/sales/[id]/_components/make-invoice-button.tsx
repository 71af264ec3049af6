"use client";

import { FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { createSaleInvoiceAction } from "../../actions";

/** The tax invoice of a sale that is already paid. */
export function MakeInvoiceButton({ saleId, outletId }: { saleId: string; outletId: string }) {
  const t = useTranslations("sales");
  const errorText = useErrorText();
  const router = useRouter();
  const key = useRef("");
  const [pending, startTransition] = useTransition();
  const make = () =>
    startTransition(async () => {
      key.current ||= newId();
      const result = await createSaleInvoiceAction(null, {
        key: key.current,
        saleId,
        outletId,
        customerId: null,
      }).catch(() => null);
      if (result?.ok) router.push(`/invoices/${result.value.invoice_id}`);
      else toast.error(result ? errorText(result.code, result.detail) : errorText("system.unreachable"));
    });
  return (
    <Button
      variant="secondary"
      size="sm"
      onClick={() => !pending && make()}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
    >
      <FileText aria-hidden />
      {t("makeInvoice")}
    </Button>
  );
}
