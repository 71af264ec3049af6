"use client";

import { Check, MessageCircle } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { ActionState } from "@/lib/core/action";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";

type Input = { kind: "receipt" | "invoice"; id: string; key: string; customerId?: string };
type SendDocumentButtonProps = {
  action: (previous: ActionState<{ messageId: string }>, input: Input) => Promise<ActionState<{ messageId: string }>>;
  kind: Input["kind"];
  id: string;
  label: string;
  doneLabel: string;
  className?: string;
};

/** Sends a receipt or invoice in the customer's chat. One key per screen: however often it is pressed, one message. */
export function SendDocumentButton({ action, kind, id, label, doneLabel, className }: SendDocumentButtonProps) {
  const errorText = useErrorText();
  const key = useRef("");
  const [sent, setSent] = useState(false);
  const [pending, startTransition] = useTransition();

  const send = () =>
    startTransition(async () => {
      key.current ||= newId();
      const result = await action(null, { kind, id, key: key.current }).catch(() => null);
      if (result?.ok) {
        setSent(true);
        toast.success(doneLabel);
      } else toast.error(result ? errorText(result.code, result.detail) : errorText("system.unreachable"));
    });

  return (
    <Button
      variant="outline"
      onClick={() => !pending && !sent && send()}
      aria-disabled={pending || sent || undefined}
      aria-busy={pending || undefined}
      {...(className ? { className } : {})}
    >
      {pending ? <Spinner /> : sent ? <Check aria-hidden /> : <MessageCircle aria-hidden />}
      {label}
    </Button>
  );
}
