"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { Invited } from "../actions";
import { InviteLink } from "./invite-link";

export function RenewedDialog({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("renewedTitle")}</DialogTitle>
          <DialogDescription>{t(invited.mailed ? "mailed" : "notMailed", { email: invited.email })}</DialogDescription>
        </DialogHeader>
        <InviteLink link={invited.link} />
        <DialogFooter>
          <Button onClick={onClose}>{tc("close")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
