"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CopyButton } from "@/components/copy-button";
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
import { Input } from "@/components/ui/input";
import { createKeyAction } from "../actions";
import { OutletBoxes, ScopeBoxes } from "./choices";

type CreateDialogProps = {
  outlets: readonly { id: string; name: string }[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const LIVES = ["30", "90", "180", "365"] as const;

export function CreateDialog({ outlets, open, onOpenChange }: CreateDialogProps) {
  const t = useTranslations("apiKeys");
  const tc = useTranslations("common");
  const [key, setKey] = useState<string | null>(null);
  const change = (next: boolean) => {
    onOpenChange(next);
    if (!next) setKey(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent className="max-h-[90dvh] overflow-y-auto">
        <DialogHeader>
          <DialogTitle>{t(key ? "made" : "create")}</DialogTitle>
          <DialogDescription>{t(key ? "madeText" : "createText")}</DialogDescription>
        </DialogHeader>
        {key ? (
          <>
            <div className="flex gap-2">
              <Input
                readOnly
                value={key}
                aria-label={t("key")}
                onFocus={(event) => event.currentTarget.select()}
                className="font-mono text-xs"
              />
              <CopyButton value={key} />
            </div>
            <DialogFooter>
              <Button onClick={() => change(false)}>{t("saved")}</Button>
            </DialogFooter>
          </>
        ) : (
          <ActionForm action={createKeyAction} onSuccess={(made) => setKey(made.key)} className="grid gap-4">
            <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={80} autoComplete="off" />
            <ScopeBoxes />
            {outlets.length > 1 && <OutletBoxes outlets={outlets} />}
            <SelectField
              name="days"
              label={t("life")}
              defaultValue="90"
              options={LIVES.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
            />
            <DialogFooter>
              <Button variant="outline" onClick={() => change(false)}>
                {tc("cancel")}
              </Button>
              <SubmitButton>{t("create")}</SubmitButton>
            </DialogFooter>
          </ActionForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
