"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField } from "@/components/form-fields";
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
import { INVITABLE, MASKED_ROLES, outranks } from "@/lib/tenancy/roles";
import { changeMemberAction } from "../actions";
import type { Member } from "./member";
import { OutletChoice } from "./outlet-choice";

type ChangeDialogProps = {
  member: Member;
  myRole: string;
  outlets: readonly { id: string; name: string }[];
  onClose: () => void;
};

export function ChangeDialog({ member, myRole, outlets, onClose }: ChangeDialogProps) {
  const t = useTranslations("settings.team");
  const tc = useTranslations("common");
  const [role, setRole] = useState(member.role);
  const roles = [...(member.role === "owner" ? ["owner"] : []), ...INVITABLE].filter((one) => !outranks(one, myRole));
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("changeTitle", { name: member.name })}</DialogTitle>
          <DialogDescription>{t("changeText")}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={changeMemberAction}
          onSuccess={onClose}
          successMessage={t("changed", { name: member.name })}
          className="grid gap-4"
        >
          <input type="hidden" name="userId" value={member.id} />
          <SelectField
            name="role"
            label={t("role")}
            hint={t(`roleHints.${role}`)}
            value={role}
            onChange={(event) => setRole(event.target.value)}
            options={roles.map((value) => ({ value, label: tc(`roles.${value}`) }))}
          />
          {MASKED_ROLES.includes(role) && (
            <CheckboxField name="pii" label={t("pii")} hint={t("piiHint")} defaultChecked={member.pii} />
          )}
          {role !== "owner" && (outlets.length > 1 || member.outletIds) && (
            <OutletChoice outlets={outlets} chosen={member.outletIds ?? []} />
          )}
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {tc("cancel")}
            </Button>
            <SubmitButton>{tc("save")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
