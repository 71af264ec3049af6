"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { CannedDialog } from "@/app/(dashboard)/settings/canned-replies/_components/canned-dialog";
import { deleteCannedReplyAction, saveCannedReplyAction } from "@/app/(dashboard)/settings/canned-replies/actions";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { CannedReply } from "@/lib/inbox/schema";

export function CannedItem({ reply }: { reply: CannedReply }) {
  const t = useTranslations("inbox.settings");
  const errorText = useErrorText();
  const { id, ...words } = reply;

  // Nothing refers to a canned reply, so it goes at once and comes back by undo.
  const remove = async () => {
    const result = await deleteCannedReplyAction(null, { id });
    if (result && !result.ok) {
      toast.error(errorText(result.code, result.detail));
      return;
    }
    toast.success(t("deleted", { shortcut: reply.shortcut }), {
      action: {
        label: t("undo"),
        onClick: async () => {
          const back = await saveCannedReplyAction(null, words);
          if (back && !back.ok) toast.error(errorText(back.code, back.detail));
        },
      },
    });
  };

  return (
    <li className="grid gap-x-6 gap-y-1 border-t py-3 text-sm first:border-t-0 sm:grid-cols-[9rem_1fr_auto]">
      <p className="font-medium">/{reply.shortcut}</p>
      <div className="grid gap-1.5 [overflow-wrap:anywhere]">
        <p lang="ms">{reply.body_ms}</p>
        <p lang="en" className="text-muted-foreground">
          {reply.body_en}
        </p>
      </div>
      <div className="flex gap-1 sm:self-start">
        <CannedDialog reply={reply} />
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("delete", { shortcut: reply.shortcut })}
          onClick={() => void remove()}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
    </li>
  );
}
