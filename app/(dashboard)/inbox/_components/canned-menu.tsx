"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import type { Locale } from "@/lib/core/dates";
import type { CannedReply } from "@/lib/inbox/schema";

type CannedMenuProps = {
  id: string;
  replies: CannedReply[];
  active: number;
  locale: Locale;
  onPick: (reply: CannedReply) => void;
};

/** Shown in the customer's language, as it will be sent. Focus stays in the text: the textarea names the chosen line. */
export function CannedMenu({ id, replies, active, locale, onPick }: CannedMenuProps) {
  const t = useTranslations("inbox.composer");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("canned")}
      tabIndex={-1}
      className="absolute inset-x-2 bottom-full z-20 mb-1 max-h-72 overflow-y-auto rounded-lg border bg-popover p-1 text-popover-foreground shadow-float sm:inset-x-4"
    >
      {replies.map((reply, index) => (
        <div
          key={reply.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(reply);
          }}
          className={cn("grid cursor-pointer gap-0.5 rounded-sm px-2 py-2 text-sm", index === active && "bg-accent")}
        >
          <span className="font-medium">/{reply.shortcut}</span>
          <span className="line-clamp-2 text-muted-foreground text-xs">
            {locale === "ms" ? reply.body_ms : reply.body_en}
          </span>
        </div>
      ))}
    </div>
  );
}
