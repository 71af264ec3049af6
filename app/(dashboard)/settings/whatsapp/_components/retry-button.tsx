"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { retryMessageAction } from "@/app/(dashboard)/inbox/actions";
import { ConfirmButton } from "@/components/confirm-button";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { failureHelp } from "@/lib/inbox/failure";

type RetryButtonProps = { message: { id: string; status: string; error: string | null; failure: string | null } };

/** Sends a message again where that can help; where it may have gone out already it asks first. Nothing where it would fail the same way. */
export function RetryButton({ message }: RetryButtonProps) {
  const t = useTranslations("deliveries");
  const errorText = useErrorText();
  const router = useRouter();
  const [isBusy, run] = useTransition();
  const { retry } = failureHelp(message);
  const again = async () => {
    const done = await safely(retryMessageAction)(null, { messageId: message.id });
    // Pressed twice, or by two: it is on its way already.
    if (done && !done.ok && done.code !== "message.not_failed") toast.error(errorText(done.code, done.detail));
    else toast.success(t("queuedAgain"));
    router.refresh();
  };
  if (retry === "never") return null;
  if (retry === "again")
    return (
      <Button size="sm" variant="outline" disabled={isBusy} onClick={() => run(again)}>
        {t("retry")}
      </Button>
    );
  return (
    <ConfirmButton
      size="sm"
      variant="outline"
      title={t("askTitle")}
      description={t("askText")}
      confirmLabel={t("retry")}
      onConfirm={again}
    >
      {t("retry")}
    </ConfirmButton>
  );
}
