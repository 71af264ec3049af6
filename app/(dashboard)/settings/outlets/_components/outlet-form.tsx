"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { Hours } from "@/lib/tenancy/days";
import type { Outlet } from "@/lib/tenancy/outlets";
import { AddressFields } from "../../_components/address-fields";
import { SettingsGroup } from "../../_components/settings-group";
import { saveOutletAction } from "../../actions";
import { HoursFields } from "./hours-fields";

type OutletFormProps = { outlet: Outlet | null; phone?: string; hours?: Hours };

/** No outlet: a new one, with the usual hours. */
export function OutletForm({ outlet, phone = "", hours }: OutletFormProps) {
  const t = useTranslations("settings.outlets");
  const tc = useTranslations("common");
  return (
    <ActionForm action={saveOutletAction} className="grid gap-4">
      {outlet && <input type="hidden" name="id" value={outlet.id} />}
      <Card>
        <CardHeader className="border-b">
          <CardTitle>{outlet ? outlet.name : t("new")}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-6 pt-5">
          <SettingsGroup title={t("identity")} text={t("identityText")}>
            <TextField
              name="name"
              label={t("name")}
              required
              maxLength={120}
              placeholder={t("nameExample")}
              defaultValue={outlet?.name ?? ""}
            />
            <TextField
              name="code"
              label={t("code")}
              hint={t("codeHint")}
              required
              maxLength={8}
              autoCapitalize="characters"
              className="[&_input]:uppercase"
              defaultValue={outlet?.code ?? ""}
            />
            <PhoneField name="phone" label={tc("phone")} hint={null} optional defaultValue={phone} />
            {outlet && (
              <CheckboxField
                name="active"
                label={t("active")}
                hint={t("activeHint")}
                defaultChecked={outlet.is_active}
                className="sm:pt-6"
              />
            )}
          </SettingsGroup>
          <SettingsGroup title={tc("address")} text={t("addressText")}>
            <AddressFields value={outlet} />
          </SettingsGroup>
          <SettingsGroup title={t("hours")} text={t("hoursText")}>
            <HoursFields hours={hours ?? null} />
          </SettingsGroup>
        </CardContent>
        <CardFooter>
          <Button asChild variant="outline">
            <Link href="/settings/outlets">{tc("cancel")}</Link>
          </Button>
          <SubmitButton>{tc("save")}</SubmitButton>
        </CardFooter>
      </Card>
    </ActionForm>
  );
}
