"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { createShopAction } from "../actions";
import { ShopFields } from "./shop-fields";

export function WelcomeForm({ name }: { name: string }) {
  const t = useTranslations("auth");
  return (
    <ActionForm action={createShopAction} className="grid gap-4">
      <TextField name="name" label={t("name")} autoComplete="name" maxLength={120} required defaultValue={name} />
      <ShopFields />
      <SubmitButton size="lg">{t("welcome.submit")}</SubmitButton>
    </ActionForm>
  );
}
