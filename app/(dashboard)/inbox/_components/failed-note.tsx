"use client";

import { RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { retryMessageAction } from "@/app/(dashboard)/inbox/actions";
import { CopyButton } from "@/components/copy-button";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { failureHelp } from "@/lib/inbox/failure";
import type { Message } from "@/lib/inbox/schema";

// Only where it may have gone out already.
const ConfirmButton = dynamic(() => import("@/components/confirm-button").then((module) => module.ConfirmButton));

type FailedNoteProps = { message: Message; customerId: string; canReply: boolean };

/** Loud: a message that did not go out is the one the customer waits for. Says why, and offers only what can help. */
export function FailedNote({ message, customerId, canReply }: FailedNoteProps) {
  const t = useTranslations("inbox.failed");
  const errorText = useErrorText();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const { retry, step } = failureHelp(message);
  const reason = errorText(message.error ?? "send.network");
  const again = async () => {
    const result = await retryMessageAction(null, { messageId: message.id });
    // Pressed twice, or by two: it is on its way already.
    if (result && !result.ok && result.code !== "message.not_failed")
      toast.error(errorText(result.code, result.detail));
    router.refresh();
  };
  return (
    <div
      role="alert"
      className="mt-1 grid max-w-full justify-items-end gap-1 text-right text-destructive text-xs leading-5"
    >
      <p>{step === "unknown" ? t("unknown") : t("because", { reason })}</p>
      {step && step !== "unknown" && <p className="text-muted-foreground">{t(`step.${step}`)}</p>}
      <p className="flex flex-wrap justify-end gap-2">
        {message.body !== "" && message.kind !== "reaction" && (
          <CopyButton value={message.body} size="sm">
            {t("copy")}
          </CopyButton>
        )}
        {step === "contact" && (
          <Button variant="outline" size="sm" asChild>
            <Link href={`/customers/${customerId}`}>{t("customer")}</Link>
          </Button>
        )}
        {canReply && retry === "again" && (
          <Button
            variant="destructive"
            size="sm"
            onClick={() => startTransition(again)}
            aria-disabled={pending || undefined}
          >
            <RotateCw aria-hidden />
            {t("retry")}
          </Button>
        )}
        {canReply && retry === "ask" && (
          <ConfirmButton
            variant="outline"
            size="sm"
            title={t("askTitle")}
            description={t("askText")}
            confirmLabel={t("retry")}
            onConfirm={again}
          >
            <RotateCw aria-hidden />
            {t("retry")}
          </ConfirmButton>
        )}
      </p>
    </div>
  );
}
