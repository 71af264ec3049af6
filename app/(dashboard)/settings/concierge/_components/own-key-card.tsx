"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { ConfirmButton } from "@/components/confirm-button";
import { DateText } from "@/components/date-text";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { SecretStatus } from "@/lib/secrets/vault";
import { removeOwnKeyAction, setOwnKeyAction } from "../actions";

/** The shop's own account with OpenAI: set, replaced, removed, and never shown again. */
export function OwnKeyCard({ status }: { status: SecretStatus }) {
  const t = useTranslations("ownKey");
  const tc = useTranslations("common");
  const [isEditing, setEditing] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("text")}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="text-sm">
          {status ? (
            <>
              {t("set", { end: status.hint ?? "" })} · <DateText at={status.set_at} kind="date" />
            </>
          ) : (
            <span className="text-muted-foreground">{t("none")}</span>
          )}
        </p>
        {isEditing ? (
          <ActionForm
            action={setOwnKeyAction}
            onSuccess={() => setEditing(false)}
            successMessage={t("saved")}
            className="grid gap-3"
          >
            <TextField
              name="key"
              type="password"
              label={t("key")}
              hint={t("hint")}
              required
              maxLength={200}
              autoComplete="off"
              className="max-w-md"
            />
            <div className="flex flex-wrap gap-2">
              <SubmitButton size="sm">{tc("save")}</SubmitButton>
              <Button type="button" variant="outline" size="sm" onClick={() => setEditing(false)}>
                {tc("cancel")}
              </Button>
            </div>
          </ActionForm>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button type="button" variant="outline" size="sm" onClick={() => setEditing(true)}>
              {status ? t("replace") : t("add")}
            </Button>
            {status && (
              <ConfirmButton
                variant="ghost"
                size="sm"
                title={t("removeTitle")}
                description={t("removeText")}
                confirmLabel={t("remove")}
                action={removeOwnKeyAction}
                input={{}}
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
