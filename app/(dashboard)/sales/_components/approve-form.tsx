"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { ApproveInput, Approver } from "@/lib/pos/refund-schema";
import { useRemote } from "../../counter/_components/use-remote";
import { approveAction } from "../actions";

/** What is asked for, exactly as it will be sent. */
export type Act =
  | Pick<Extract<ApproveInput, { act: "refund" }>, "act" | "input">
  | Pick<Extract<ApproveInput, { act: "void" }>, "act" | "input">
  | Pick<Extract<ApproveInput, { act: "discount" }>, "act" | "input">;

type ApproveFormProps = { asked: Act; outletId: string; onApproved: (approvalId: string) => void };

/** A manager beside the cashier types his PIN; nobody signs out. */
export function ApproveForm({ asked, outletId, onApproved }: ApproveFormProps) {
  const t = useTranslations("sales.after");
  const errorText = useErrorText();
  const managers = useRemote<Approver[]>(`/sales/approvers?outlet=${outletId}`);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [pending, startTransition] = useTransition();
  const list = managers?.state === "ready" ? managers.value : [];
  const manager = chosen ?? list[0]?.user_id;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || !manager) return;
    if (!/^\d{4,8}$/.test(pin)) return setWrong(errorText("pin.digits"));
    startTransition(async () => {
      const result = await safely(approveAction)(null, { ...asked, outlet_id: outletId, user_id: manager, pin });
      setPin("");
      if (result?.ok) onApproved(result.value.approval_id);
      else setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
    });
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("approveTitle")}</DialogTitle>
        <DialogDescription>{t("approveHint")}</DialogDescription>
      </DialogHeader>
      {managers?.state === "loading" && <Spinner />}
      {managers?.state === "failed" && <Alert tone="danger">{errorText("system.unreachable")}</Alert>}
      {managers?.state === "ready" && list.length === 0 && <Alert tone="info">{t("noManager")}</Alert>}
      {list.length > 0 && (
        <>
          <Field label={t("manager")}>
            <NativeSelect value={manager} onChange={(event) => setChosen(event.target.value)}>
              {list.map(({ user_id, name }) => (
                <option key={user_id} value={user_id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={t("pin")} error={wrong} required>
            <Input
              autoFocus
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={8}
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
          </Field>
          <DialogFooter>
            <Button type="submit" aria-disabled={pending || undefined} aria-busy={pending || undefined}>
              {pending && <Spinner />}
              {t("approve")}
            </Button>
          </DialogFooter>
        </>
      )}
    </form>
  );
}
