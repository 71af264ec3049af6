"use client";

import { ArrowDown } from "lucide-react";
import { useLocale, useNow, useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useState } from "react";
import { Bubble } from "@/app/(dashboard)/inbox/_components/bubble";
import { PendingBubble } from "@/app/(dashboard)/inbox/_components/pending-bubble";
import type { Older } from "@/app/(dashboard)/inbox/_components/use-older";
import type { Pending } from "@/app/(dashboard)/inbox/_components/use-outbox";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { businessDate, formatDate } from "@/lib/core/dates";
import type { Member, Message } from "@/lib/inbox/schema";
import { continues, groupByDay } from "@/lib/inbox/thread";

type MessageListProps = {
  messages: Message[];
  pending: Pending[];
  onRetry: (item: Pending) => void;
  onDiscard: (key: string) => void;
  older: Older;
  /** Grows by one with each message sent from here. */
  sent: number;
  customerName: string;
  customerId: string;
  me: Member;
  canReply: boolean;
  timeZone: string;
};

const NEAR = 120;
/** A thread of plain words has nothing to focus, and could then not be scrolled without a mouse. */
const SCROLLS_BY_KEYBOARD = { tabIndex: 0 };

export function MessageList({ messages, pending, older, sent, timeZone, ...rest }: MessageListProps) {
  const t = useTranslations("inbox");
  const box = useRef<HTMLDivElement>(null);
  const { fresh, onScroll, toEnd } = useStayPut(box, messages, sent);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={t("messages")}
        {...SCROLLS_BY_KEYBOARD}
        className="h-full overflow-y-auto overscroll-contain px-3 py-4 [overflow-anchor:none] focus-visible:-outline-offset-2 sm:px-5"
      >
        <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-end gap-1">
          {older.more && (
            <div className="pb-3 text-center">
              <Button
                variant="outline"
                size="sm"
                onClick={() => void older.load()}
                aria-disabled={older.state === "loading" || undefined}
              >
                {older.state === "loading" && <Spinner />}
                {older.state === "failed" ? t("olderFailed") : t("older")}
              </Button>
            </div>
          )}
          {messages.length === 0 && pending.length === 0 && (
            <p className="py-8 text-center text-muted-foreground text-sm">{t("noMessages")}</p>
          )}
          {groupByDay(messages, timeZone).map((day) => (
            <div key={day.date} className="flex flex-col gap-1">
              <DayLine date={day.date} timeZone={timeZone} />
              {day.messages.map((message, index) => (
                <Bubble
                  key={message.id}
                  message={message}
                  continued={continues(day.messages[index - 1], message)}
                  timeZone={timeZone}
                  {...rest}
                />
              ))}
            </div>
          ))}
          {pending.map((item) => (
            <PendingBubble key={item.key} item={item} onRetry={rest.onRetry} onDiscard={rest.onDiscard} />
          ))}
        </div>
      </div>
      {fresh > 0 && (
        <Button
          size="sm"
          onClick={toEnd}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-float"
        >
          <ArrowDown aria-hidden />
          {t("newMessages", { count: fresh })}
        </Button>
      )}
    </div>
  );
}

function DayLine({ date, timeZone }: { date: string; timeZone: string }) {
  const t = useTranslations("common");
  const locale = useLocale();
  const now = useNow();
  const today = businessDate(now, timeZone);
  const yesterday = businessDate(new Date(now.getTime() - 86_400_000), timeZone);
  const text =
    date === today ? t("today") : date === yesterday ? t("yesterday") : formatDate(`${date}T12:00:00Z`, locale, "UTC");
  return (
    <div className="flex justify-center py-2">
      <span className="rounded-full border bg-card px-3 py-0.5 text-muted-foreground text-xs shadow-lift">{text}</span>
    </div>
  );
}

/**
 * At the end one stays at the end; who has scrolled up stays where he reads and is told how many came in below;
 * earlier pages push nothing away.
 */
function useStayPut(box: React.RefObject<HTMLDivElement | null>, messages: readonly Message[], sent: number) {
  const [fresh, setFresh] = useState(0);
  const place = useRef({ atEnd: true, height: 0, first: 0, last: 0, sent: 0, began: false });
  const first = messages[0]?.seq ?? 0;
  const last = messages.at(-1)?.seq ?? 0;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const was = place.current;
    const prepended = was.began && first < was.first && last === was.last;
    if (prepended) element.scrollTop += element.scrollHeight - was.height;
    else if (!was.began || was.atEnd || sent > was.sent) {
      element.scrollTop = element.scrollHeight;
      was.atEnd = true;
    } else if (last > was.last) {
      setFresh((count) => count + messages.filter((m) => m.seq > was.last && m.direction === "in").length);
    }
    place.current = { ...was, height: element.scrollHeight, first, last, sent, began: true };
  });

  // Pictures arrive after their bubbles and make the thread longer.
  useLayoutEffect(() => {
    const element = box.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    const observer = new ResizeObserver(() => {
      if (place.current.atEnd) element.scrollTop = element.scrollHeight;
      place.current.height = element.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    place.current.atEnd = atEnd;
    if (atEnd && fresh > 0) setFresh(0);
  };
  const toEnd = () => {
    const element = box.current;
    if (!element) return;
    place.current.atEnd = true;
    setFresh(0);
    element.scrollTo({ top: element.scrollHeight, behavior: "smooth" });
  };
  return { fresh, onScroll, toEnd };
}
