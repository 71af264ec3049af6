"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(load, { ssr: false });

type InviteButtonProps = { myRole: string; outlets: readonly { id: string; name: string }[] };

export function InviteButton({ myRole, outlets }: InviteButtonProps) {
  const t = useTranslations("settings.team");
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const warm = () => void load().catch(() => undefined);
  return (
    <>
      <Button
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <UserPlus aria-hidden />
        {t("invite")}
      </Button>
      {wanted && <InviteDialog myRole={myRole} outlets={outlets} open={open} onOpenChange={setOpen} />}
    </>
  );
}
