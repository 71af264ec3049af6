"use client";

import { useRouter } from "next/navigation";
import { useCallback, useTransition } from "react";
import { updateConversationAction } from "@/app/(dashboard)/inbox/actions";
import { toast } from "@/components/toast";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { UpdateConversationInput } from "@/lib/inbox/schema";

/** Changes a conversation and says what came of it. */
export function useChange(conversationId: string) {
  const router = useRouter();
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const change = useCallback(
    (what: UpdateConversationInput["change"], said: string) =>
      startTransition(async () => {
        const result = await updateConversationAction(null, { conversationId, change: what });
        if (result?.ok) toast.success(said);
        else if (result) toast.error(errorText(result.code, result.detail));
        router.refresh();
      }),
    [conversationId, errorText, router],
  );
  return { change, pending };
}
