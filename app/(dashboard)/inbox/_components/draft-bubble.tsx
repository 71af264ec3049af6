"use client";

import { Bot } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { BubbleChoices } from "@/app/(dashboard)/inbox/_components/bubble-choices";
import { BubbleText, Cites } from "@/app/(dashboard)/inbox/_components/bubble-parts";
import { decideDraftAction } from "@/app/(dashboard)/inbox/actions";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { Message } from "@/lib/inbox/schema";

/** What the concierge would answer. Nothing goes out until a person says so. */
export function DraftBubble({ message, canReply }: { message: Message; canReply: boolean }) {
  const t = useTranslations("inbox.draft");
  const errorText = useErrorText();
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const [body, setBody] = useState(message.body);
  const [pending, startTransition] = useTransition();
  const decide = (send: boolean) =>
    startTransition(async () => {
      const decision = send
        ? { messageId: message.id, send: true as const, body: editing ? body : message.body }
        : { messageId: message.id, send: false as const };
      const result = await decideDraftAction(null, decision);
      if (result && !result.ok) toast.error(errorText(result.code, result.detail));
      router.refresh();
    });
  const busy = pending || undefined;
  return (
    <article
      aria-label={t("title")}
      className="mt-2 flex w-full max-w-[88%] flex-col items-end self-end sm:max-w-[78%]"
    >
      <p className="mb-1 flex items-center gap-1 px-1 font-medium text-violet text-xs">
        <Bot aria-hidden className="size-3.5" />
        {t("title")}
      </p>
      <div className="grid w-full grid-cols-1 gap-2 rounded-xl rounded-tr-sm border border-violet/50 border-dashed bg-card px-3 py-2 text-sm leading-relaxed">
        {editing ? (
          <Field label={t("edit")} hideLabel>
            <Textarea value={body} maxLength={4000} onChange={(event) => setBody(event.target.value)} autoFocus />
          </Field>
        ) : (
          <div className="grid grid-cols-1 gap-1.5">
            <BubbleText message={message} />
          </div>
        )}
        <BubbleChoices message={message} />
        {canReply && (
          <div className="flex flex-wrap justify-end gap-2 border-t pt-2">
            <Button size="sm" variant="ghost" aria-disabled={busy} onClick={() => decide(false)}>
              {t("discard")}
            </Button>
            <Button size="sm" variant="outline" aria-disabled={busy} onClick={() => setEditing(!editing)}>
              {editing ? t("undoEdit") : t("edit")}
            </Button>
            <Button
              size="sm"
              aria-disabled={busy || (editing && body.trim() === "") || undefined}
              onClick={() => decide(true)}
            >
              {t("send")}
            </Button>
          </div>
        )}
      </div>
      <Cites cites={message.cites} />
    </article>
  );
}
