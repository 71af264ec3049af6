"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveCannedReplyAction } from "@/app/(dashboard)/settings/canned-replies/actions";
import { ActionForm } from "@/components/action-form";
import { TextareaField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import type { CannedReply } from "@/lib/inbox/schema";

/** Adds one, or changes `reply`. */
export function CannedDialog({ reply }: { reply?: CannedReply }) {
  const t = useTranslations("inbox.settings");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {reply ? (
          <Button variant="ghost" size="icon-sm" aria-label={t("editNamed", { shortcut: reply.shortcut })}>
            <Pencil aria-hidden />
          </Button>
        ) : (
          <Button size="sm">
            <Plus aria-hidden />
            {t("add")}
          </Button>
        )}
      </DialogTrigger>
      <DialogContent>
        <ActionForm
          action={saveCannedReplyAction}
          onSuccess={() => setOpen(false)}
          successMessage={common("saved")}
          className="grid gap-4"
        >
          <DialogHeader>
            <DialogTitle>{t(reply ? "edit" : "add")}</DialogTitle>
          </DialogHeader>
          {reply && <input type="hidden" name="id" value={reply.id} />}
          <TextField
            name="shortcut"
            label={t("shortcut")}
            hint={t("shortcutHint")}
            required
            maxLength={25}
            defaultValue={reply?.shortcut ?? ""}
            autoComplete="off"
            autoCapitalize="none"
          />
          <TextareaField
            name="body_ms"
            label={t("bodyMs")}
            required
            maxLength={2000}
            defaultValue={reply?.body_ms ?? ""}
            lang="ms"
          />
          <TextareaField
            name="body_en"
            label={t("bodyEn")}
            hint={t("bodyHint", { placeholder: "{nama}" })}
            required
            maxLength={2000}
            defaultValue={reply?.body_en ?? ""}
            lang="en"
          />
          <DialogFooter>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {common("cancel")}
            </Button>
            <SubmitButton>{common("save")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
