"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { safely } from "@/components/safely";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { formatSen } from "@/lib/core/money";
import { newId } from "@/lib/core/new-id";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { type Counts, countedSen, DENOMINATIONS } from "@/lib/pos/denominations";
import type { CloseAnswer } from "@/lib/pos/shift-schema";
import { closeShiftAction } from "../../shifts/actions";
import { Submit, useLeave } from "./shift-dialogs";

type CloseShiftFormProps = { shiftId: string; onClose: () => void };

/** Counted blind: what should be there is told only by the answer. */
export function CloseShiftForm({ shiftId, onClose }: CloseShiftFormProps) {
  const t = useTranslations("shifts");
  const errorText = useErrorText();
  const key = useRef("");
  const [counts, setCounts] = useState<Counts>({});
  const [wrong, setWrong] = useState<string>();
  const [answer, setAnswer] = useState<CloseAnswer | null>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    startTransition(async () => {
      key.current ||= newId();
      const result = await safely(closeShiftAction)(null, { key: key.current, shift_id: shiftId, counts });
      if (result?.ok) setAnswer(result.value);
      else setWrong(errorText(result?.code ?? "system.unexpected", result?.detail));
    });
  }

  if (answer) return <Closed answer={answer} onClose={onClose} />;
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <DialogHeader>
        <DialogTitle>{t("closeTitle")}</DialogTitle>
        <DialogDescription>{t("closeHint")}</DialogDescription>
      </DialogHeader>
      <div aria-live="polite" className="contents">
        {wrong && <Alert tone="danger">{wrong}</Alert>}
      </div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2">
        {DENOMINATIONS.map((value, at) => (
          <div key={value} className="flex items-center justify-between gap-2 text-sm tabular-nums">
            <span aria-hidden>{formatSen(value)}</span>
            <Input
              autoFocus={at === 0}
              aria-label={t("pieces", { value: formatSen(value) })}
              inputMode="numeric"
              autoComplete="off"
              className="w-20 text-right"
              placeholder="0"
              value={counts[`${value}`] ?? ""}
              onChange={(event) => {
                const pieces = Number(event.target.value.replace(/\D/g, "").slice(0, 5));
                setCounts({ ...counts, [`${value}`]: pieces });
              }}
            />
          </div>
        ))}
      </div>
      <p className="flex items-baseline justify-between rounded-lg bg-muted px-4 py-3">
        <span className="font-medium text-sm">{t("counted")}</span>
        <output className="font-semibold text-figure tabular-nums">{formatSen(countedSen(counts))}</output>
      </p>
      <Submit pending={pending}>{t("close")}</Submit>
    </form>
  );
}

function Closed({ answer, onClose }: { answer: CloseAnswer; onClose: () => void }) {
  const t = useTranslations("shifts");
  const leave = useLeave(onClose);
  const difference = answer.difference_sen ?? 0;
  const amount = formatSen(Math.abs(difference));
  return (
    <div className="grid gap-4">
      <DialogHeader>
        <DialogTitle>{t("closedAs", { number: answer.number })}</DialogTitle>
      </DialogHeader>
      <Alert tone={difference === 0 ? "success" : "warning"}>
        {difference === 0 ? t("exact") : t(difference > 0 ? "over" : "short", { amount })}
      </Alert>
      <dl className="grid grid-cols-2 gap-1 text-sm tabular-nums">
        <dt className="text-muted-foreground">{t("counted")}</dt>
        <dd className="text-right">{formatSen(answer.counted_sen ?? 0)}</dd>
        <dt className="text-muted-foreground">{t("expected")}</dt>
        <dd className="text-right">{formatSen(answer.expected_sen)}</dd>
      </dl>
      <div className="grid grid-cols-2 gap-2">
        <Button variant="outline" asChild>
          <Link href={`/shifts/${answer.z_id}`}>{t("viewZ")}</Link>
        </Button>
        <Button onClick={leave} autoFocus>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}
