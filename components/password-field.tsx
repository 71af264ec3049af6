"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Field, type FieldProps } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type PasswordFieldProps = Pick<FieldProps, "label" | "hint"> & { name: string } & Pick<
    ComponentProps<"input">,
    "autoComplete" | "autoFocus"
  >;

/** A password that can be looked at while typing it. */
export function PasswordField({ label, hint, name, ...control }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const t = useTranslations("common");
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} name={name} hint={hint} required>
      <span className="relative block">
        <Input
          type={shown ? "text" : "password"}
          maxLength={200}
          autoCapitalize="none"
          spellCheck={false}
          className="pr-11"
          {...control}
        />
        <button
          type="button"
          onClick={() => setShown(!shown)}
          aria-pressed={shown}
          aria-label={t("showPassword")}
          className="absolute inset-y-0 right-0 grid w-10 place-content-center rounded-md text-muted-foreground hover:text-foreground pointer-coarse:w-11"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </span>
    </Field>
  );
}
