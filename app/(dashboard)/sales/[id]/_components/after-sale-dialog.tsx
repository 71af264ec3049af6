"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { ActionState } from "@/lib/core/action";
import { formatSen } from "@/lib/core/money";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { RefundAnswer, RefundInput, RefundOffer } from "@/lib/pos/refund-schema";
import { type Act, ApproveForm } from "../../_components/approve-form";
import { refundSaleAction, voidSaleAction } from "../../actions";
import { RefundForm } from "./refund-form";
import { VoidForm } from "./void-form";

type AfterSaleDialogProps = { act: "refund" | "void"; saleId: string; offer: RefundOffer; onClose: () => void };

const send = (act: Act, approval?: string): Promise<ActionState<RefundAnswer>> => {
  const more = approval ? { approval_id: approval } : {};
  if (act.act === "void") return safely(voidSaleAction)(null, { ...act.input, ...more });
  if (act.act === "refund") return safely(refundSaleAction)(null, { ...act.input, ...more });
  return Promise.resolve(null);
};

export function AfterSaleDialog({ act, saleId, offer, onClose }: AfterSaleDialogProps) {
  const t = useTranslations("sales.after");
  const errorText = useErrorText();
  const router = useRouter();
  const key = useRef(newId());
  const [asked, setAsked] = useState<Act | null>(null);
  const [wrong, setWrong] = useState<string>();
  const [pending, startTransition] = useTransition();

  const run = (request: Act, approval?: string) =>
    startTransition(async () => {
      if (pending) return;
      const result = await send(request, approval);
      if (result?.ok) {
        const { number, total_sen } = result.value;
        toast.success(
          act === "void" ? t("voided", { number }) : t("givenBack", { number, total: formatSen(total_sen) }),
        );
        onClose();
        router.refresh();
        return;
      }
      if (result?.code === "approval.required") return setAsked(request);
      setAsked(null);
      setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
    });

  const refund = (input: Omit<RefundInput, "key" | "sale_id">) =>
    run({ act: "refund", input: { key: key.current, sale_id: saleId, ...input } });
  const undo = (reason: string) => run({ act: "void", input: { key: key.current, sale_id: saleId, reason } });

  return (
    <Dialog open onOpenChange={(next) => !next && !pending && onClose()}>
      <DialogContent className="sm:max-w-lg">
        {asked && (
          <ApproveForm asked={asked} outletId={offer.outlet_id} onApproved={(approval) => run(asked, approval)} />
        )}
        {!asked && act === "void" && <VoidForm wrong={wrong} pending={pending} onSubmit={undo} />}
        {/* Stays while the manager types: a wrong answer must not lose what was chosen. */}
        {act === "refund" && (
          <div className={asked ? "hidden" : "contents"}>
            <RefundForm offer={offer} wrong={wrong} pending={pending} onSubmit={refund} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
