"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { parseRinggit } from "@/lib/core/money";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { moveCashAction, openShiftAction } from "../../shifts/actions";

type FormProps = { outletId: string; onClose: () => void };

export function OpenShiftForm({ outletId, onClose }: FormProps) {
  const t = useTranslations("shifts");
  const errorText = useErrorText();
  const key = useRef("");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    const float = text.trim() === "" ? 0 : parseRinggit(text);
    if (pending) return;
    if (float === null) return setWrong(errorText("input.money"));
    if (float % 5 !== 0) return setWrong(errorText("payment.cash_not_round"));
    startTransition(async () => {
      key.current ||= newId();
      const input = { key: key.current, outlet_id: outletId, float_sen: float };
      const result = await safely(openShiftAction)(null, input);
      if (!result?.ok) return setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
      toast.success(t("opened"));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("openTitle")}</DialogTitle>
        <DialogDescription>{t("openHint")}</DialogDescription>
      </DialogHeader>
      <Field label={t("float")} error={wrong}>
        <Input
          autoFocus
          inputMode="decimal"
          autoComplete="off"
          placeholder="0.00"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Submit pending={pending}>{t("open")}</Submit>
    </form>
  );
}

export function MoveCashForm({ outletId, onClose }: FormProps) {
  const t = useTranslations("shifts");
  const errorText = useErrorText();
  const key = useRef("");
  const [kind, setKind] = useState<"pay_in" | "pay_out">("pay_out");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<{ amount?: string; reason?: string }>({});
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    const amount = parseRinggit(text);
    if (pending) return;
    if (!amount) return setWrong({ amount: errorText("input.money") });
    if (amount % 5 !== 0) return setWrong({ amount: errorText("payment.cash_not_round") });
    if (reason.trim().length < 3) return setWrong({ reason: errorText("shift.reason_required") });
    startTransition(async () => {
      key.current ||= newId();
      const input = { key: key.current, outlet_id: outletId, kind, amount_sen: amount, reason };
      const result = await safely(moveCashAction)(null, input);
      if (!result?.ok) {
        // Nothing was noted: what is typed next is another slip.
        if (result?.code !== "system.offline") key.current = "";
        return setWrong({ amount: errorText(result?.code ?? "system.unexpected", result?.detail) });
      }
      toast.success(t("moved"));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("moveTitle")}</DialogTitle>
        <DialogDescription>{t("moveHint")}</DialogDescription>
      </DialogHeader>
      <Field label={t("direction")}>
        <NativeSelect
          value={kind}
          onChange={(event) => setKind(event.target.value === "pay_in" ? "pay_in" : "pay_out")}
        >
          <option value="pay_out">{t("pay_out")}</option>
          <option value="pay_in">{t("pay_in")}</option>
        </NativeSelect>
      </Field>
      <Field label={t("amount")} error={wrong.amount} required>
        <Input
          autoFocus
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field label={t("reason")} error={wrong.reason} required>
        <Input value={reason} maxLength={200} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Submit pending={pending}>{t(kind)}</Submit>
    </form>
  );
}

export function Submit({ pending, children }: { pending: boolean; children: string }) {
  return (
    <DialogFooter>
      <Button type="submit" aria-disabled={pending || undefined} aria-busy={pending || undefined}>
        {pending && <Spinner />}
        {children}
      </Button>
    </DialogFooter>
  );
}

/** After a count the page is asked for again, so that it knows the drawer is closed. */
export function useLeave(onClose: () => void): () => void {
  const router = useRouter();
  return () => {
    onClose();
    router.refresh();
  };
}
