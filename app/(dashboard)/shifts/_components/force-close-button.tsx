"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { forceCloseAction } from "../actions";

export function ForceCloseButton({ shiftId }: { shiftId: string }) {
  const t = useTranslations("shifts");
  const errorText = useErrorText();
  const key = useRef("");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (reason.trim().length < 3) return setWrong(errorText("shift.reason_required"));
    startTransition(async () => {
      key.current ||= newId();
      const result = await safely(forceCloseAction)(null, { key: key.current, shift_id: shiftId, reason });
      if (!result?.ok) return setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
      toast.success(t("closedAs", { number: result.value.number }));
      setOpen(false);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t("force")}
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-md">
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <DialogHeader>
            <DialogTitle>{t("forceTitle")}</DialogTitle>
            <DialogDescription>{t("forceHint")}</DialogDescription>
          </DialogHeader>
          <Field label={t("reason")} error={wrong} required>
            <Input
              value={reason}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <DialogFooter>
            <Button
              type="submit"
              variant="destructive"
              aria-disabled={pending || undefined}
              aria-busy={pending || undefined}
            >
              {pending && <Spinner />}
              {t("force")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
