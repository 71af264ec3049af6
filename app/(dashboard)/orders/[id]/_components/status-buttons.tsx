"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { ConfirmButton } from "@/components/confirm-button";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { OrderStatus } from "@/lib/orders/kinds";
import { setOrderStatusAction } from "../../actions";

type StatusButtonsProps = { orderId: string; number: string; next: readonly OrderStatus[] };

/** What the database says may come next. What cannot be taken back is asked for first. */
export function StatusButtons({ orderId, number, next }: StatusButtonsProps) {
  const t = useTranslations("orders");
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const move = (status: OrderStatus) =>
    startTransition(async () => {
      const result = await safely(setOrderStatusAction)(null, { orderId, status });
      if (result && !result.ok) toast.error(errorText(result.code, result.detail));
      else toast.success(t(`done.${status}`));
    });
  return next.map((status) =>
    status === "completed" || status === "cancelled" ? (
      <ConfirmButton
        key={status}
        variant={status === "cancelled" ? "destructive" : "outline"}
        title={t(`ask.${status}`, { number })}
        description={t(`askText.${status}`)}
        confirmLabel={t(`moves.${status}`)}
        action={setOrderStatusAction}
        input={{ orderId, status }}
        successMessage={t(`done.${status}`)}
      >
        {t(`moves.${status}`)}
      </ConfirmButton>
    ) : (
      <Button key={status} variant="outline" disabled={pending} onClick={() => move(status)}>
        {t(`moves.${status}`)}
      </Button>
    ),
  );
}
