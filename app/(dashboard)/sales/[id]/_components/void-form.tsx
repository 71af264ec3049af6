"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";

type VoidFormProps = { wrong: string | undefined; pending: boolean; onSubmit: (reason: string) => void };

export function VoidForm({ wrong, pending, onSubmit }: VoidFormProps) {
  const t = useTranslations("sales.after");
  const errorText = useErrorText();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string>();
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim().length < 3) setMissing(errorText("refund.reason_required"));
        else onSubmit(reason);
      }}
    >
      <DialogHeader>
        <DialogTitle>{t("voidTitle")}</DialogTitle>
        <DialogDescription>{t("voidHint")}</DialogDescription>
      </DialogHeader>
      <div aria-live="polite" className="contents">
        {wrong && <Alert tone="danger">{wrong}</Alert>}
      </div>
      <Field label={t("reason")} error={missing} required>
        <Input
          autoFocus
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
          {t("void")}
        </Button>
      </DialogFooter>
    </form>
  );
}
