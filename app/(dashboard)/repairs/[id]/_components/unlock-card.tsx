"use client";

import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { ConfirmButton } from "@/components/confirm-button";
import { DateText } from "@/components/date-text";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Unlock } from "@/lib/repairs/unlock";
import { removeUnlockAction, revealUnlockAction, setUnlockAction } from "../unlock-actions";
import type { Desk } from "./desk";

// Few tickets have something to enter or to show: it comes when it is asked for.
const UnlockField = dynamic(() => import("@/components/unlock-field").then((module) => module.UnlockField), {
  ssr: false,
});
const RevealedUnlock = dynamic(() => import("./revealed-unlock").then((module) => module.RevealedUnlock), {
  ssr: false,
});

type Mode = "rest" | "set" | "ask";

/** What opens the device, while it is here. Gone with the hand-over or the cancellation. */
export function UnlockCard({ desk }: { desk: Desk }) {
  const t = useTranslations("unlock");
  const tc = useTranslations("common");
  const [mode, setMode] = useState<Mode>("rest");
  const [revealed, setRevealed] = useState<Unlock | null>(null);
  const { ticket, unlock, capabilities } = desk;
  if (ticket.phase === "CLOSED" || ticket.phase === "CANCELLED") return null;
  const canSet = capabilities.includes("repair.write");
  const canReveal = capabilities.includes("device.unlock");
  if (!unlock && !canSet) return null;
  const rest = () => setMode("rest");
  const cancel = (
    <Button type="button" variant="outline" size="sm" onClick={rest}>
      {tc("cancel")}
    </Button>
  );
  const input = <input type="hidden" name="ticketId" value={ticket.id} />;
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          <KeyRound aria-hidden className="size-4 text-muted-foreground" />
          {t("title")}
        </CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="text-sm">
          {unlock ? (
            <>
              {t("kept")}{" "}
              <span className="text-muted-foreground text-xs">
                {ticket.people[unlock.set_by ?? ""] ?? t("byForm")} ·{" "}
                <DateText at={unlock.set_at} kind="list" timeZone={ticket.outlet.time_zone} />
              </span>
            </>
          ) : (
            <span className="text-muted-foreground">{t("noneKept")}</span>
          )}
        </p>
        {revealed && <RevealedUnlock unlock={revealed} onHide={() => setRevealed(null)} />}
        {mode === "ask" && (
          <ActionForm
            action={revealUnlockAction}
            onSuccess={(value) => {
              setRevealed(value);
              rest();
            }}
            className="grid gap-3"
          >
            {input}
            <TextField name="reason" label={t("reason")} hint={t("reasonHint")} required maxLength={200} autoFocus />
            <div className="flex flex-wrap gap-2">
              <SubmitButton size="sm">{t("show")}</SubmitButton>
              {cancel}
            </div>
          </ActionForm>
        )}
        {mode === "set" && (
          <ActionForm action={setUnlockAction} onSuccess={rest} successMessage={t("saved")} className="grid gap-3">
            {input}
            <UnlockField required hint={t("staffHint")} />
            <div className="flex flex-wrap gap-2">
              <SubmitButton size="sm">{tc("save")}</SubmitButton>
              {cancel}
            </div>
          </ActionForm>
        )}
        {mode === "rest" && (
          <div className="flex flex-wrap gap-2">
            {unlock && canReveal && !revealed && (
              <Button type="button" variant="outline" size="sm" onClick={() => setMode("ask")}>
                {t("show")}
              </Button>
            )}
            {canSet && (
              <Button type="button" variant="outline" size="sm" onClick={() => setMode("set")}>
                {unlock ? t("replace") : t("add")}
              </Button>
            )}
            {unlock && canSet && (
              <ConfirmButton
                variant="ghost"
                size="sm"
                title={t("removeTitle")}
                description={t("removeText")}
                confirmLabel={t("remove")}
                action={removeUnlockAction}
                input={{ ticketId: ticket.id }}
                successMessage={t("removed")}
              >
                {t("remove")}
              </ConfirmButton>
            )}
          </div>
        )}
      </CardContent>
    </Card>
  );
}
