"use client";

import { Bot, LockKeyhole, Settings2, SmilePlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { BubbleMedia, BubbleText, Cites, Quote } from "@/app/(dashboard)/inbox/_components/bubble-parts";
import { StatusTick } from "@/app/(dashboard)/inbox/_components/status-tick";
import { DateText } from "@/components/date-text";
import { LazyMenu } from "@/components/lazy-menu";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import type { Member, Message } from "@/lib/inbox/schema";

// Rare: the code comes with the first message that needs it.
const FailedNote = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/failed-note").then((module) => module.FailedNote),
);
const BubbleChoices = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/bubble-choices").then((module) => module.BubbleChoices),
);
const SpecialBody = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/special-body").then((module) => module.SpecialBody),
);
const Reactions = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/reactions").then((module) => module.Reactions),
);
const loadReact = () => import("@/app/(dashboard)/inbox/_components/react-menu").then((module) => module.ReactMenu);
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
  customerId: string;
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

/** Beside the bubble: seen when a pointer or the focus is near, and always where there is no pointer. */
const REACT = cn(
  buttonVariants({ variant: "ghost", size: "icon" }),
  "absolute bottom-0 left-full ml-1 size-8 text-muted-foreground opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 data-[state=open]:opacity-100",
);

export function Bubble(props: BubbleProps) {
  const { message, continued, customerName, me, canReply, timeZone } = props;
  const t = useTranslations("inbox");
  const label = useAuthor(message, customerName, me);
  if (message.status === "draft") return <DraftBubble message={message} canReply={canReply} />;
  const note = message.direction === "note";
  const isStuck = message.status === "failed" || message.status === "unknown";
  const own = message.direction === "out" || note;
  const { edited_body: edited, payload } = message;
  // Said once for what belongs together.
  const isOld = message.is_history && !continued;
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
          "group relative grid min-w-0 max-w-full grid-cols-1 gap-1.5 rounded-xl px-3 py-2 text-sm leading-relaxed",
          LOOKS[note ? "note" : message.author_kind],
          own ? "rounded-tr-sm" : "rounded-tl-sm",
          isStuck && "ring-2 ring-destructive",
        )}
      >
        {message.reply_to && <Quote of={message.reply_to} />}
        <BubbleMedia message={message} />
        {isSpecial(message) ? (
          <SpecialBody message={message} canReply={canReply} />
        ) : (
          <BubbleText message={edited === null ? message : { ...message, body: edited }} />
        )}
        {(payload.buttons ?? payload.rows) && <BubbleChoices message={message} />}
        {(edited !== null || message.revoked_at !== null || isOld || payload.truncated) && (
          <ChangeNote message={message} isOld={isOld} />
        )}
        <span className="-mb-0.5 flex items-center justify-end gap-1 text-muted-foreground text-2xs">
          <DateText at={message.sent_at} kind="time" timeZone={timeZone} />
          {message.direction === "out" && <StatusTick status={message.status} />}
        </span>
        {message.direction === "in" && canReply && message.revoked_at === null && (
          <LazyMenu
            load={loadReact}
            menuProps={{ message }}
            triggerClass={REACT}
            trigger={
              <>
                <SmilePlus aria-hidden />
                <span className="sr-only">{t("react.label")}</span>
              </>
            }
          />
        )}
      </div>
      {message.reactions.length > 0 && <Reactions {...props} />}
      {isStuck && <FailedNote {...props} />}
      <Cites cites={message.cites} />
    </article>
  );
}

/** More than words, or less. Places, cards and polls of before their parts were kept are words. */
function isSpecial({ kind, body, media, payload }: Message): boolean {
  if (payload.erased || media || payload.media || kind === "reaction") return false;
  const { contacts, options, latitude, title } = payload;
  return contacts !== undefined || options !== undefined || latitude !== undefined || (body === "" && !title);
}

function useAuthor(message: Message, customerName: string, me: Member): string {
  const t = useTranslations("inbox.author");
  if (message.author_kind === "customer") return customerName;
  if (message.author_kind === "user") return message.author === me.id ? t("you") : (message.author_name ?? t("staff"));
  return t(message.author_kind);
}
