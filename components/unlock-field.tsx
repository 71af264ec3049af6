"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useState } from "react";
import { FormContext } from "@/components/form-context";
import { TextField } from "@/components/form-fields";
import { PatternInput } from "@/components/pattern-input";
import { Field } from "@/components/ui/field";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { PIN_MAX } from "@/lib/repairs/unlock";

const KINDS = ["pin", "pattern"] as const;

/** How a device is opened: a PIN or password, or a pattern. Sends `pin` or `pattern`. */
export function UnlockField({ required = false, hint }: { required?: boolean; hint?: ReactNode }) {
  const t = useTranslations("unlock");
  const errorText = useErrorText();
  const form = useContext(FormContext);
  const [kind, setKind] = useState<(typeof KINDS)[number]>("pin");
  const need = required ? { required: true } : { optional: true };
  const missing = form?.fields["pin"];
  return (
    <div className="grid gap-3">
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t("title")}</legend>
        <div className="inline-flex rounded-md border bg-muted p-0.5">
          {KINDS.map((one) => (
            <label
              key={one}
              className="cursor-pointer rounded-sm px-3 py-1.5 font-medium text-muted-foreground text-xs has-checked:bg-card has-checked:text-foreground has-checked:shadow-lift has-focus-visible:outline-2 pointer-coarse:py-2.5"
            >
              <input
                type="radio"
                name="unlockKind"
                value={one}
                checked={kind === one}
                onChange={() => setKind(one)}
                className="sr-only"
              />
              {t(`kinds.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {kind === "pin" ? (
        <TextField
          name="pin"
          label={t("pin")}
          hint={hint}
          {...need}
          maxLength={PIN_MAX}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="max-w-xs"
        />
      ) : (
        <Field
          name="pattern"
          label={t("pattern")}
          hint={hint}
          {...need}
          {...(missing ? { error: errorText(missing) } : {})}
        >
          <PatternInput />
        </Field>
      )}
    </div>
  );
}
