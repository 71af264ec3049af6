"use client";

import { ArrowLeft, Bot, BotOff, CheckCheck, EllipsisVertical, PanelRight, RotateCcw, UserPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { WaitingChip } from "@/app/(dashboard)/inbox/_components/conversation-row";
import type { AssignProps } from "@/app/(dashboard)/inbox/_components/thread-menus";
import { useChange } from "@/app/(dashboard)/inbox/_components/use-change";
import { LazyMenu } from "@/components/lazy-menu";
import { StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Button, buttonVariants } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { useListUrl } from "@/components/use-list-url";
import { cn } from "@/lib/core/cn";
import type { Assignee, Conversation, Member } from "@/lib/inbox/schema";

const menus = () => import("@/app/(dashboard)/inbox/_components/thread-menus");
const loadAssign = () => menus().then((module) => module.AssignMenuPanel);
const loadActions = () => menus().then((module) => module.ActionsMenuPanel);

type ThreadHeaderProps = {
  conversation: Conversation;
  members: Assignee[];
  me: Member;
  canReply: boolean;
  outletName?: string | undefined;
  onPanel: () => void;
};

export function ThreadHeader(props: ThreadHeaderProps) {
  const { conversation, members, me, canReply, outletName, onPanel } = props;
  const t = useTranslations("inbox");
  const { href } = useListUrl();
  const { change } = useChange(conversation.id);
  const muted = conversation.concierge !== "on";
  const closed = conversation.status === "closed";
  const takeOver = () => change({ concierge: muted ? "on" : "muted" }, t(muted ? "released" : "takenOver"));
  const close = () => change({ status: closed ? "open" : "closed" }, t(closed ? "reopened" : "closedNow"));

  return (
    <header className="flex min-h-15 items-center gap-2 border-b bg-card px-2 py-2 sm:px-4">
      <Button variant="ghost" size="icon" asChild className="md:hidden">
        <Link href={href({ c: null })} scroll={false} aria-label={t("backToList")}>
          <ArrowLeft aria-hidden />
        </Link>
      </Button>
      <Avatar name={conversation.customer_name} className="max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-sm leading-5">
          <Link href={`/customers/${conversation.customer_id}`} className="rounded-sm hover:underline">
            {conversation.customer_name}
          </Link>
        </h2>
        <div className="flex min-w-0 items-center gap-2 overflow-hidden text-muted-foreground text-xs">
          {conversation.status !== "open" && <StatusBadge value={conversation.status} className="h-5" />}
          {conversation.waiting_since && !closed && <WaitingChip since={conversation.waiting_since} />}
          <span className="truncate">
            {[outletName, conversation.assignee_name].filter(Boolean).join(" · ") || conversation.channel_name}
          </span>
        </div>
      </div>
      {canReply && (
        <>
          <div className="flex items-center gap-1 max-lg:hidden">
            <AssignMenu conversation={conversation} members={members} me={me} />
            <Tooltip label={t(muted ? "releaseHint" : "takeOverHint")}>
              <Button variant="outline" size="sm" onClick={takeOver}>
                {muted ? <Bot aria-hidden /> : <BotOff aria-hidden />}
                <span className="max-2xl:sr-only">{t(muted ? "release" : "takeOver")}</span>
              </Button>
            </Tooltip>
            <Tooltip label={t(closed ? "reopen" : "close")}>
              <Button variant="outline" size="sm" onClick={close}>
                {closed ? <RotateCcw aria-hidden /> : <CheckCheck aria-hidden />}
                <span className="max-2xl:sr-only">{t(closed ? "reopen" : "close")}</span>
              </Button>
            </Tooltip>
          </div>
          <LazyMenu
            load={loadActions}
            menuProps={{ conversation, members, me, takeOver, close }}
            triggerClass={cn(buttonVariants({ variant: "ghost", size: "icon" }), "lg:hidden")}
            trigger={
              <>
                <EllipsisVertical aria-hidden />
                <span className="sr-only">{t("actions")}</span>
              </>
            }
          />
        </>
      )}
      <Tooltip label={t("panel.toggle")}>
        <Button variant="ghost" size="icon" onClick={onPanel} aria-label={t("panel.toggle")}>
          <PanelRight aria-hidden />
        </Button>
      </Tooltip>
    </header>
  );
}

function AssignMenu(props: AssignProps) {
  const t = useTranslations("inbox");
  const { assignee_name } = props.conversation;
  return (
    <LazyMenu
      load={loadAssign}
      menuProps={props}
      triggerClass={buttonVariants({ variant: "outline", size: "sm" })}
      trigger={
        <>
          <UserPlus aria-hidden />
          <span className="sr-only">{t("assignTo", { name: assignee_name ?? t("nobody") })}</span>
          <span aria-hidden className="max-w-28 truncate max-2xl:hidden">
            {assignee_name ?? t("assign")}
          </span>
        </>
      }
    />
  );
}
