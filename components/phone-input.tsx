"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { TextField } from "@/components/form-fields";

/** A plain telephone field: people type their number as they know it, `phoneField` makes E.164 of it on the server. */
export function PhoneField(props: Omit<ComponentProps<typeof TextField>, "type" | "inputMode">) {
  const t = useTranslations("common");
  return (
    <TextField
      type="tel"
      inputMode="tel"
      autoComplete="tel"
      maxLength={32}
      placeholder="012-345 6789"
      hint={t("phoneHint")}
      {...props}
    />
  );
}
