"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Composer } from "@/app/(dashboard)/inbox/_components/composer";
import { HandoverBar } from "@/app/(dashboard)/inbox/_components/handover-bar";
import { MessageList } from "@/app/(dashboard)/inbox/_components/message-list";
import { ThreadHeader } from "@/app/(dashboard)/inbox/_components/thread-header";
import { useFresh } from "@/app/(dashboard)/inbox/_components/use-fresh";
import { useOlder } from "@/app/(dashboard)/inbox/_components/use-older";
import { useOutbox } from "@/app/(dashboard)/inbox/_components/use-outbox";
import { updateConversationAction } from "@/app/(dashboard)/inbox/actions";
import type { Assignee, CannedReply, Member, Thread } from "@/lib/inbox/schema";
import { mergeMessages } from "@/lib/inbox/thread";
import type { TemplateRow } from "@/lib/whatsapp/cloud/numbers";

// Only where the 24 hours are over.
const WindowClosed = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/window-closed").then((module) => module.WindowClosed),
);

type ThreadViewProps = {
  thread: Thread;
  canned: CannedReply[];
  members: Assignee[];
  me: Member;
  canReply: boolean;
  away: ReactNode;
  templates: TemplateRow[] | null;
  timeZone: string;
  outletName?: string | undefined;
  onPanel: () => void;
};

export function ThreadView(props: ThreadViewProps) {
  const { thread, canReply, me } = props;
  const { conversation } = thread;
  const older = useOlder(thread);
  const fresh = useFresh(thread);
  const messages = useMemo(
    () => mergeMessages(older.messages, [...thread.messages, ...fresh]),
    [older.messages, thread.messages, fresh],
  );
  const outbox = useOutbox(conversation.id, messages);
  const [sent, setSent] = useState(0);
  useMarkRead(conversation.id, canReply && conversation.unread > 0);

  return (
    <section aria-label={conversation.customer_name} className="flex min-w-0 flex-1 flex-col bg-background">
      <ThreadHeader {...props} conversation={conversation} />
      <MessageList
        messages={messages}
        pending={outbox.pending}
        onRetry={(item) => void outbox.retry(item)}
        onDiscard={outbox.discard}
        older={older}
        sent={sent}
        customerName={conversation.customer_name}
        customerId={conversation.customer_id}
        me={me}
        canReply={canReply}
        timeZone={props.timeZone}
      />
      <HandoverBar conversation={conversation} canReply={canReply} />
      {props.away}
      {props.templates && <WindowClosed conversation={conversation} templates={props.templates} canReply={canReply} />}
      <Composer
        conversation={conversation}
        canned={props.canned}
        canReply={canReply && !props.templates}
        onSend={(draft) => {
          outbox.send(draft);
          setSent((count) => count + 1);
        }}
      />
    </section>
  );
}

/** Opened and looked at is read; a tab in the background is not looked at. */
function useMarkRead(conversationId: string, unread: boolean) {
  useEffect(() => {
    if (!unread) return;
    const mark = async () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", onVisible);
      // The change itself comes back as a live update; when it fails the thread stays unread, which is the truth.
      await updateConversationAction(null, { conversationId, change: { read: true } }).catch(() => null);
    };
    const onVisible = () => void mark();
    document.addEventListener("visibilitychange", onVisible);
    void mark();
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [conversationId, unread]);
}
