"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { Card, CardContent, CardFooter } from "@/components/ui/card";
import type { PrivacySettings } from "@/lib/privacy/queries";
import { SettingsGroup } from "../../_components/settings-group";
import { savePrivacySettingsAction } from "../actions";

type SettingsFormProps = { settings: PrivacySettings; phone: string; children: ReactNode };

const PERIODS = [
  { name: "messagesMonths", column: "messages_months", label: "messages", least: 6, most: 120 },
  { name: "mediaMonths", column: "media_months", label: "media", least: 3, most: 120 },
  { name: "photosMonths", column: "photos_months", label: "photos", least: 6, most: 120 },
  { name: "intakeMonths", column: "intake_months", label: "intake", least: 6, most: 120 },
  { name: "linksMonths", column: "links_months", label: "links", least: 3, most: 120 },
] as const;

/** `children`: how many people there are, and whether an officer is required. */
export function SettingsForm({ settings, phone, children }: SettingsFormProps) {
  const t = useTranslations("privacy");
  const tc = useTranslations("common");
  return (
    <ActionForm
      action={savePrivacySettingsAction}
      successMessage={t("saved")}
      className="grid gap-4"
      aria-label={t("title")}
    >
      <Card>
        <CardContent className="grid gap-6">
          <SettingsGroup title={t("dpo.title")} text={t("dpo.text")}>
            {children}
            <TextField
              name="dpoName"
              label={t("dpo.name")}
              optional
              maxLength={120}
              autoComplete="off"
              defaultValue={settings.dpo_name ?? ""}
            />
            <PhoneField name="dpoPhone" label={t("dpo.phone")} hint={null} optional defaultValue={phone} />
            <TextField
              name="dpoEmail"
              type="email"
              label={t("dpo.email")}
              optional
              maxLength={254}
              autoComplete="off"
              defaultValue={settings.dpo_email ?? ""}
            />
          </SettingsGroup>
          <SettingsGroup title={t("retention.title")} text={t("retention.text")}>
            {PERIODS.map(({ name, column, label, least, most }) => (
              <TextField
                key={name}
                name={name}
                type="number"
                inputMode="numeric"
                label={t(`retention.${label}`)}
                hint={t("retention.range", { least, most })}
                required
                min={least}
                max={most}
                defaultValue={settings[column]}
              />
            ))}
            <TextField
              name="inactiveMonths"
              type="number"
              inputMode="numeric"
              label={t("retention.inactive")}
              hint={`${t("retention.inactiveHint")} ${t("retention.range", { least: 24, most: 120 })}`}
              optional
              min={24}
              max={120}
              defaultValue={settings.inactive_months ?? ""}
            />
            <TextField
              name="taxMonths"
              type="number"
              inputMode="numeric"
              label={t("retention.tax")}
              hint={t("retention.taxHint")}
              required
              min={84}
              max={240}
              defaultValue={settings.tax_months}
            />
          </SettingsGroup>
        </CardContent>
        <CardFooter>
          <SubmitButton>{tc("save")}</SubmitButton>
        </CardFooter>
      </Card>
    </ActionForm>
  );
}
