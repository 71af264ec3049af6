"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { decideAction } from "../actions";

/** The typed name is the signature. Declining asks once more; approving is what the customer came for. */
export function DecideForm({ token, total }: { token: string; total: string }) {
  const t = useTranslations("public.estimate");
  const router = useRouter();
  const [declining, setDeclining] = useState(false);
  return (
    <ActionForm action={decideAction} onSuccess={() => router.refresh()} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={160} autoComplete="name" />
      {declining ? (
        <div role="alert" className="grid gap-3 rounded-lg border bg-muted p-4">
          <p className="font-medium">{t("declineTitle")}</p>
          <p className="text-muted-foreground text-sm">{t("declineText")}</p>
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="destructive" size="lg" name="decision" value="decline" className="flex-1">
              {t("decline")}
            </SubmitButton>
            <Button variant="outline" size="lg" className="flex-1" onClick={() => setDeclining(false)}>
              {t("keep")}
            </Button>
          </div>
        </div>
      ) : (
        <div className="grid gap-2">
          <SubmitButton size="lg" name="decision" value="approve">
            {t("approve", { total })}
          </SubmitButton>
          <Button variant="ghost" size="lg" onClick={() => setDeclining(true)}>
            {t("decline")}
          </Button>
        </div>
      )}
    </ActionForm>
  );
}
