"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { toast } from "@/components/toast";
import { renameChannelAction } from "../actions";

export function RenameForm({ id, name }: { id: string; name: string }) {
  const t = useTranslations("channels.manage");
  return (
    <ActionForm
      action={renameChannelAction}
      onSuccess={() => toast.success(t("renamed"))}
      className="flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="id" value={id} />
      <TextField
        name="name"
        label={t("name")}
        defaultValue={name}
        required
        maxLength={80}
        className="min-w-56 flex-1"
      />
      <SubmitButton variant="outline">{t("rename")}</SubmitButton>
    </ActionForm>
  );
}
