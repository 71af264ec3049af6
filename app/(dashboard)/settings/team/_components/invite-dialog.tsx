"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { INVITABLE } from "@/lib/tenancy/roles";
import { type Invited, inviteAction } from "../actions";
import { InviteLink } from "./invite-link";
import { OutletChoice } from "./outlet-choice";

type InviteDialogProps = {
  myRole: string;
  outlets: readonly { id: string; name: string }[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function InviteDialog({ myRole, outlets, open, onOpenChange }: InviteDialogProps) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  const [invited, setInvited] = useState<Invited | null>(null);
  const [role, setRole] = useState("cashier");
  const roles = INVITABLE.filter((one) => one !== "admin" || ["owner", "admin"].includes(myRole));
  const change = (next: boolean) => {
    onOpenChange(next);
    if (!next) setInvited(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{invited ? t("invitedTitle") : t("invite")}</DialogTitle>
          <DialogDescription>
            {invited ? t(invited.mailed ? "mailed" : "notMailed", { email: invited.email }) : t("inviteText")}
          </DialogDescription>
        </DialogHeader>
        {invited ? (
          <>
            <InviteLink link={invited.link} />
            <DialogFooter>
              <Button onClick={() => change(false)}>{tc("close")}</Button>
            </DialogFooter>
          </>
        ) : (
          <ActionForm action={inviteAction} onSuccess={setInvited} className="grid gap-4">
            <TextField
              name="email"
              label={tc("email")}
              type="email"
              inputMode="email"
              autoComplete="off"
              autoCapitalize="none"
              maxLength={254}
              required
            />
            <SelectField
              name="role"
              label={t("role")}
              hint={t(`roleHints.${role}`)}
              value={role}
              onChange={(event) => setRole(event.target.value)}
              options={roles.map((value) => ({ value, label: tc(`roles.${value}`) }))}
            />
            {outlets.length > 1 && <OutletChoice outlets={outlets} />}
            <DialogFooter>
              <Button variant="outline" onClick={() => change(false)}>
                {tc("cancel")}
              </Button>
              <SubmitButton>{t("sendInvitation")}</SubmitButton>
            </DialogFooter>
          </ActionForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
