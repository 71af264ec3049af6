"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { reactAction } from "@/app/(dashboard)/inbox/actions";
import type { MenuParts } from "@/components/lazy-menu";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { Message, ReactInput } from "@/lib/inbox/schema";
import { REACTIONS } from "@/lib/whatsapp/kinds";

const NAMES = ["thumb", "heart", "laugh", "surprise", "sad", "thanks"] as const;

export type ReactProps = { message: Message };

/** The shop's reaction to what a customer wrote: one of six, another one, or none. */
export function ReactMenu({ message, trigger, triggerClass }: ReactProps & MenuParts) {
  const t = useTranslations("inbox.react");
  const errorText = useErrorText();
  const router = useRouter();
  const [isBusy, run] = useTransition();
  const own = message.reactions.find(({ from }) => from === "out")?.emoji ?? "";
  // Of what was chosen last: pressed again after a failure on the way, it is the same reaction.
  const [last, setLast] = useState({ emoji: own, key: newId() });
  const choose = (emoji: ReactInput["emoji"]) => {
    const key = last.emoji === emoji && own !== emoji ? last.key : newId();
    setLast({ emoji, key });
    run(async () => {
      const result = await safely(reactAction)(null, { messageId: message.id, key, emoji });
      if (result && !result.ok) toast.error(errorText(result.code, result.detail));
      router.refresh();
    });
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass} aria-busy={isBusy || undefined}>
        {trigger}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup
          value={own}
          onValueChange={(value) => {
            const emoji = REACTIONS.find((one) => one === value);
            if (emoji) choose(emoji);
          }}
        >
          {REACTIONS.map((emoji, index) => (
            <DropdownMenuRadioItem key={emoji} value={emoji}>
              <span aria-hidden className="text-base">
                {emoji}
              </span>
              {t(`names.${NAMES[index] ?? "thumb"}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        {own !== "" && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => choose("")}>{t("remove")}</DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
