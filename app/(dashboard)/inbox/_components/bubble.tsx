"use client";

import { Bot, LockKeyhole, Settings2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import {
  BubbleChoices,
  BubbleMedia,
  BubbleText,
  Cites,
  FailedNote,
  Quote,
} from "@/app/(dashboard)/inbox/_components/bubble-parts";
import { StatusTick } from "@/app/(dashboard)/inbox/_components/status-tick";
import { DateText } from "@/components/date-text";
import { cn } from "@/lib/core/cn";
import type { Member, Message } from "@/lib/inbox/schema";

// Rare: the code comes with the first message that was changed.
const ChangeNote = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/change-note").then((module) => module.ChangeNote),
);
const DraftBubble = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/draft-bubble").then((module) => module.DraftBubble),
);

type BubbleProps = {
  message: Message;
  continued: boolean;
  customerName: string;
  me: Member;
  canReply: boolean;
  timeZone: string;
};

const LOOKS = {
  customer: "bg-card border",
  user: "bg-primary-soft",
  concierge: "bg-violet-soft",
  system: "bg-info-soft",
  phone: "bg-primary-soft",
  note: "border border-warning/40 border-dashed bg-warning-soft",
};

export function Bubble({ message, continued, customerName, me, canReply, timeZone }: BubbleProps) {
  const t = useTranslations("inbox");
  const label = useAuthor(message, customerName, me);
  if (message.status === "draft") return <DraftBubble message={message} canReply={canReply} />;
  const note = message.direction === "note";
  const isStuck = message.status === "failed" || message.status === "unknown";
  const own = message.direction === "out" || note;
  const Icon = note
    ? LockKeyhole
    : { concierge: Bot, system: Settings2, user: null, phone: null, customer: null }[message.author_kind];
  return (
    <article
      aria-label={label}
      data-message={message.id}
      className={cn(
        "flex max-w-[88%] flex-col sm:max-w-[78%]",
        own ? "items-end self-end" : "items-start self-start",
        !continued && "mt-2",
      )}
    >
      {!continued && (
        <p className="mb-1 flex items-center gap-1 px-1 font-medium text-muted-foreground text-xs">
          {Icon && <Icon aria-hidden className="size-3.5" />}
          {note ? t("noteBy", { name: label }) : label}
        </p>
      )}
      <div
        className={cn(
          "grid min-w-0 max-w-full grid-cols-1 gap-1.5 rounded-xl px-3 py-2 text-sm leading-relaxed",
          LOOKS[note ? "note" : message.author_kind],
          own ? "rounded-tr-sm" : "rounded-tl-sm",
          isStuck && "ring-2 ring-destructive",
        )}
      >
        {message.reply_to && <Quote of={message.reply_to} />}
        <BubbleMedia message={message} />
        <BubbleText message={message} />
        <BubbleChoices message={message} />
        {(message.edited_body !== null || message.revoked_at !== null) && <ChangeNote message={message} />}
        <span className="-mb-0.5 flex items-center justify-end gap-1 text-muted-foreground text-2xs">
          <DateText at={message.sent_at} kind="time" timeZone={timeZone} />
          {message.direction === "out" && <StatusTick status={message.status} />}
        </span>
      </div>
      {isStuck && <FailedNote message={message} canReply={canReply} />}
      <Cites cites={message.cites} />
    </article>
  );
}

function useAuthor(message: Message, customerName: string, me: Member): string {
  const t = useTranslations("inbox.author");
  if (message.author_kind === "customer") return customerName;
  if (message.author_kind === "user") return message.author === me.id ? t("you") : (message.author_name ?? t("staff"));
  return t(message.author_kind);
}
