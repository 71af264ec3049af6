"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
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
import { useErrorText } from "@/lib/i18n/use-error-text";
import { setPinAction } from "../actions";

export function PinButton() {
  const t = useTranslations("shifts");
  const errorText = useErrorText();
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!/^\d{4,8}$/.test(pin)) return setWrong(errorText("pin.digits"));
    startTransition(async () => {
      const result = await safely(setPinAction)(null, { pin });
      if (!result?.ok) return setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
      toast.success(t("pinSaved"));
      setPin("");
      setOpen(false);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <KeyRound aria-hidden />
          {t("pin")}
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-md">
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <DialogHeader>
            <DialogTitle>{t("pinTitle")}</DialogTitle>
            <DialogDescription>{t("pinHint")}</DialogDescription>
          </DialogHeader>
          <Field label={t("pinNew")} error={wrong} required>
            <Input
              type="password"
              inputMode="numeric"
              autoComplete="new-password"
              maxLength={8}
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
          </Field>
          <DialogFooter>
            <Button type="submit" aria-disabled={pending || undefined} aria-busy={pending || undefined}>
              {pending && <Spinner />}
              {t("pinSave")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
