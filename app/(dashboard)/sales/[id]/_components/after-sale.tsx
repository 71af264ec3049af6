"use client";

import { Undo2, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { RefundOffer } from "@/lib/pos/refund-schema";

// Asked for seldom: the questions come when one of them is opened.
const AfterSaleDialog = dynamic(() => import("./after-sale-dialog").then((module) => module.AfterSaleDialog), {
  ssr: false,
});

type AfterSaleProps = { saleId: string; offer: RefundOffer };

/** What can still be done with a sale. */
export function AfterSale({ saleId, offer }: AfterSaleProps) {
  const t = useTranslations("sales.after");
  const [act, setAct] = useState<"refund" | "void" | null>(null);
  const isWhole = offer.lines.every((line) => line.refunded >= line.quantity);
  if (offer.is_void || isWhole) return null;
  return (
    <>
      {offer.may_void && (
        <Button variant="secondary" size="sm" onClick={() => setAct("void")}>
          <X aria-hidden />
          {t("void")}
        </Button>
      )}
      <Button variant="secondary" size="sm" onClick={() => setAct("refund")}>
        <Undo2 aria-hidden />
        {t("refund")}
      </Button>
      {act && <AfterSaleDialog act={act} saleId={saleId} offer={offer} onClose={() => setAct(null)} />}
    </>
  );
}
