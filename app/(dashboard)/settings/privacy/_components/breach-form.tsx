"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField, TextareaField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter } from "@/components/ui/card";
import { BREACH_CATEGORIES, NOTIFY } from "@/lib/privacy/kinds";
import { SettingsGroup } from "../../_components/settings-group";
import { saveBreachAction } from "../actions";

export interface BreachFields {
  id: string;
  title: string;
  discoveredAt: string;
  what: string;
  categories: string[];
  persons: number;
  cause: string;
  actions: string;
  notify: string;
  notifyReason: string;
  commissionerNotifiedAt: string;
  commissionerReference: string;
  personsNotifiedAt: string;
}

type BreachFormProps = { breach: BreachFields | null; now: string };

/** Times are those of Malaysia. */
export function BreachForm({ breach, now }: BreachFormProps) {
  const t = useTranslations("privacy.breaches");
  const tc = useTranslations("common");
  const [notify, setNotify] = useState(breach?.notify ?? "both");
  const wide = "sm:col-span-2";
  const back = breach ? `/settings/privacy/breaches/${breach.id}` : "/settings/privacy/breaches";
  return (
    <ActionForm action={saveBreachAction} successMessage={t("saved")} aria-label={t(breach ? "edit" : "new")}>
      <input type="hidden" name="id" value={breach?.id ?? ""} />
      <Card className="mt-4">
        <CardContent className="grid gap-6">
          <SettingsGroup title={t("form.what")}>
            <TextField
              name="title"
              label={t("form.title")}
              required
              maxLength={160}
              autoComplete="off"
              defaultValue={breach?.title ?? ""}
              className={wide}
            />
            <TextField
              name="discoveredAt"
              type="datetime-local"
              label={t("form.discoveredAt")}
              required
              max={now}
              defaultValue={breach?.discoveredAt ?? now}
            />
            <TextField
              name="persons"
              type="number"
              inputMode="numeric"
              label={t("form.persons")}
              required
              min={0}
              defaultValue={breach?.persons ?? ""}
            />
            <TextareaField
              name="what"
              label={t("form.details")}
              required
              rows={4}
              maxLength={4000}
              defaultValue={breach?.what ?? ""}
              className={wide}
            />
            <fieldset className={`grid gap-3 ${wide}`}>
              <legend className="mb-2 font-medium text-sm">{t("form.categories")}</legend>
              <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                {BREACH_CATEGORIES.map((category) => (
                  <CheckboxField
                    key={category}
                    name="categories[]"
                    value={category}
                    label={t(`categories.${category}`)}
                    defaultChecked={breach?.categories.includes(category) ?? false}
                  />
                ))}
              </div>
            </fieldset>
            <TextareaField
              name="cause"
              label={t("form.cause")}
              optional
              rows={2}
              maxLength={4000}
              defaultValue={breach?.cause ?? ""}
            />
            <TextareaField
              name="actions"
              label={t("form.actions")}
              optional
              rows={2}
              maxLength={4000}
              defaultValue={breach?.actions ?? ""}
            />
          </SettingsGroup>
          <SettingsGroup title={t("form.clock")}>
            <SelectField
              name="notify"
              label={t("form.notify")}
              value={notify}
              onChange={(event) => setNotify(event.target.value)}
              options={NOTIFY.map((value) => ({ value, label: t(`notify.${value}`) }))}
              className={wide}
            />
            {notify !== "both" && (
              <TextareaField
                name="notifyReason"
                label={t("form.notifyReason")}
                hint={t("form.notifyReasonHint")}
                required
                rows={2}
                maxLength={2000}
                defaultValue={breach?.notifyReason ?? ""}
                className={wide}
              />
            )}
            {notify !== "none" && (
              <>
                <TextField
                  name="commissionerNotifiedAt"
                  type="datetime-local"
                  label={t("form.commissionerNotifiedAt")}
                  optional
                  max={now}
                  defaultValue={breach?.commissionerNotifiedAt ?? ""}
                />
                <TextField
                  name="commissionerReference"
                  label={t("form.commissionerReference")}
                  optional
                  maxLength={120}
                  autoComplete="off"
                  defaultValue={breach?.commissionerReference ?? ""}
                />
              </>
            )}
            {notify === "both" && (
              <TextField
                name="personsNotifiedAt"
                type="datetime-local"
                label={t("form.personsNotifiedAt")}
                optional
                max={now}
                defaultValue={breach?.personsNotifiedAt ?? ""}
              />
            )}
            {breach && (
              <CheckboxField name="close" label={t("form.close")} hint={t("form.closeHint")} className={wide} />
            )}
          </SettingsGroup>
        </CardContent>
        <CardFooter>
          <Button variant="ghost" asChild>
            <Link href={back}>{tc("cancel")}</Link>
          </Button>
          <SubmitButton>{t("save")}</SubmitButton>
        </CardFooter>
      </Card>
    </ActionForm>
  );
}
