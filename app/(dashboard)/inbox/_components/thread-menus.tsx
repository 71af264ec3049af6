"use client";

import { Bot, BotOff, CheckCheck, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChange } from "@/app/(dashboard)/inbox/_components/use-change";
import type { MenuParts } from "@/components/lazy-menu";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Assignee, Conversation, Member } from "@/lib/inbox/schema";

export type AssignProps = { conversation: Conversation; members: Assignee[]; me: Member };
export type ActionsProps = AssignProps & { takeOver: () => void; close: () => void };

export function AssignMenuPanel({ trigger, triggerClass, ...props }: AssignProps & MenuParts) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass}>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        <AssignChoices {...props} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function ActionsMenuPanel({ trigger, triggerClass, takeOver, close, ...props }: ActionsProps & MenuParts) {
  const t = useTranslations("inbox");
  const muted = props.conversation.concierge !== "on";
  const closed = props.conversation.status === "closed";
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass}>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={takeOver}>
          {muted ? <Bot aria-hidden /> : <BotOff aria-hidden />}
          {t(muted ? "release" : "takeOver")}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={close}>
          {closed ? <RotateCcw aria-hidden /> : <CheckCheck aria-hidden />}
          {t(closed ? "reopen" : "close")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <AssignChoices {...props} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function AssignChoices({ conversation, members, me }: AssignProps) {
  const t = useTranslations("inbox");
  const { change } = useChange(conversation.id);
  const here = members.filter((member) => member.outletIds?.includes(conversation.outlet_id) ?? true);
  const assign = (id: string) =>
    change(
      { assignee: id || null },
      id ? t("assigned", { name: members.find((m) => m.id === id)?.name ?? "" }) : t("unassigned"),
    );
  return (
    <>
      <DropdownMenuLabel>{t("assign")}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={conversation.assignee ?? ""} onValueChange={assign}>
        <DropdownMenuRadioItem value="">{t("nobody")}</DropdownMenuRadioItem>
        {here.map((member) => (
          <DropdownMenuRadioItem key={member.id} value={member.id}>
            {member.id === me.id ? t("meNamed", { name: member.name }) : member.name}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
