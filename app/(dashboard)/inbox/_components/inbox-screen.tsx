"use client";

import { MessagesSquare } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConversationList } from "@/app/(dashboard)/inbox/_components/conversation-list";
import { ThreadView } from "@/app/(dashboard)/inbox/_components/thread-view";
import { useAnnouncement } from "@/app/(dashboard)/inbox/_components/use-announcement";
import { useInboxKeys } from "@/app/(dashboard)/inbox/_components/use-inbox-keys";
import { usePanel } from "@/app/(dashboard)/inbox/_components/use-panel";
import type { InboxUrl } from "@/app/(dashboard)/inbox/search-params";
import { EmptyState } from "@/components/empty-state";
import { cn } from "@/lib/core/cn";
import { DEFAULT_ZONE } from "@/lib/core/dates";
import type { Assignee, CannedReply, InboxList, Member, Thread } from "@/lib/inbox/schema";
import { useLive } from "@/lib/live/use-live";
import type { TemplateRow } from "@/lib/whatsapp/cloud/numbers";

const PanelSheet = dynamic(
  () => import("@/app/(dashboard)/inbox/_components/panel-sheet").then((module) => module.PanelSheet),
  { ssr: false },
);

export type Outlet = { id: string; code: string; name: string; time_zone: string };

type InboxScreenProps = {
  list: InboxList;
  url: InboxUrl;
  thread: Thread | null;
  canned: CannedReply[];
  members: Assignee[];
  outlets: Outlet[];
  me: Member;
  canReply: boolean;
  /** Drawn on the server, as the panel is: words only. */
  banner: ReactNode;
  away: ReactNode;
  /** Instead of free text, where WhatsApp takes none now; else null. */
  templates: TemplateRow[] | null;
  panel: ReactNode;
};

/** List, thread and customer side by side; on a phone one of them at a time. */
export function InboxScreen(props: InboxScreenProps) {
  const { list, url, thread, outlets, panel } = props;
  const t = useTranslations("inbox");
  const [sheetOpen, setSheetOpen] = useState<boolean | null>(null);
  const side = usePanel();
  const announcement = useAnnouncement(list, thread);
  const keys = useInboxKeys();
  useLive(["conversation", "message", "ticket", "channel"]);
  const zoneOf = (outletId: string) => outlets.find((outlet) => outlet.id === outletId)?.time_zone ?? DEFAULT_ZONE;

  return (
    <div ref={keys} className="flex h-full min-h-0 flex-col bg-card">
      <h1 className="sr-only">{t("title")}</h1>
      <p aria-live="polite" role="status" className="sr-only">
        {announcement}
      </p>
      {props.banner}
      <div className="flex min-h-0 flex-1">
        <ConversationList {...props} zoneOf={zoneOf} className={cn(thread && "max-md:hidden")} />
        {thread ? (
          <>
            <ThreadView
              key={thread.conversation.id}
              thread={thread}
              canned={props.canned}
              members={props.members}
              me={props.me}
              canReply={props.canReply}
              away={props.away}
              templates={props.templates}
              timeZone={zoneOf(thread.conversation.outlet_id)}
              outletName={
                outlets.length > 1 ? outlets.find((o) => o.id === thread.conversation.outlet_id)?.name : undefined
              }
              onPanel={() => (side.fits() ? side.toggle() : setSheetOpen(true))}
            />
            {side.open && (
              <aside aria-label={t("panel.label")} className="w-80 shrink-0 overflow-y-auto border-l max-xl:hidden">
                {panel}
              </aside>
            )}
            {sheetOpen !== null && (
              <PanelSheet open={sheetOpen} onOpenChange={setSheetOpen}>
                {panel}
              </PanelSheet>
            )}
          </>
        ) : (
          <div className={cn("grid flex-1 place-content-center max-md:hidden", url.conversationId && "hidden")}>
            <EmptyState icon={MessagesSquare} title={t("pick.title")} description={t("pick.description")} />
          </div>
        )}
      </div>
    </div>
  );
}
