"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { LazyMenu } from "@/components/lazy-menu";
import { buttonVariants } from "@/components/ui/button";
import type { Member } from "./member";
import type { MemberTask } from "./member-menu-panel";

const ChangeDialog = dynamic(() => import("./change-dialog").then((module) => module.ChangeDialog), { ssr: false });
const StandingDialog = dynamic(() => import("./standing-dialog").then((module) => module.StandingDialog), {
  ssr: false,
});
const TransferDialog = dynamic(() => import("./transfer-dialog").then((module) => module.TransferDialog), {
  ssr: false,
});
const load = () => import("./member-menu-panel").then((module) => module.MemberMenuPanel);

type MemberMenuProps = {
  member: Member;
  myRole: string;
  business: string;
  outlets: readonly { id: string; name: string }[];
};

/** What may be done with one member. The database refuses by itself what is not offered here. */
export function MemberMenu({ member, myRole, business, outlets }: MemberMenuProps) {
  const t = useTranslations("settings.team");
  const [task, setTask] = useState<MemberTask | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setTask(null);
    // The dialog was opened from a menu that is gone: focus goes back to the button of that menu.
    setTimeout(() => place.current?.querySelector("button")?.focus(), 0);
  };
  return (
    <div ref={place}>
      <LazyMenu
        load={load}
        menuProps={{ member, myRole, onPick: setTask }}
        triggerClass={buttonVariants({ variant: "ghost", size: "icon-sm" })}
        trigger={
          <>
            <Ellipsis aria-hidden />
            <span className="sr-only">{t("manage", { name: member.name })}</span>
          </>
        }
      />
      {task === "change" && <ChangeDialog member={member} myRole={myRole} outlets={outlets} onClose={close} />}
      {task === "transfer" && <TransferDialog member={member} business={business} onClose={close} />}
      {(task === "suspend" || task === "unsuspend" || task === "remove") && (
        <StandingDialog member={member} change={task} onClose={close} />
      )}
    </div>
  );
}
