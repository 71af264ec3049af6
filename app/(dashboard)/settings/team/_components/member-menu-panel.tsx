"use client";

import { KeyRound, Pause, Play, UserMinus, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MenuParts } from "@/components/lazy-menu";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Member } from "./member";
import type { StandingChange } from "./standing-dialog";

export type MemberTask = "change" | "transfer" | StandingChange;
type PanelProps = MenuParts & { member: Member; myRole: string; onPick: (task: MemberTask) => void };

export function MemberMenuPanel({ member, myRole, onPick, trigger, triggerClass }: PanelProps) {
  const t = useTranslations("settings.team");
  const active = member.status === "active";
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass}>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <DropdownMenuItem onSelect={() => onPick("change")}>
          <UserPen aria-hidden />
          {t("change")}
        </DropdownMenuItem>
        {myRole === "owner" && active && member.role !== "owner" && (
          <DropdownMenuItem onSelect={() => onPick("transfer")}>
            <KeyRound aria-hidden />
            {t("transfer")}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={() => onPick(active ? "suspend" : "unsuspend")}>
          {active ? <Pause aria-hidden /> : <Play aria-hidden />}
          {t(active ? "suspend.confirm" : "unsuspend.confirm")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="destructive" onSelect={() => onPick("remove")}>
          <UserMinus aria-hidden />
          {t("remove.confirm")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
