"use client";

import { useTranslations } from "next-intl";
import { useContext, useId } from "react";
import { FormContext } from "@/components/form-context";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { SCOPES } from "@/lib/api/scopes";
import { useErrorText } from "@/lib/i18n/use-error-text";

const boxClass = "flex min-h-8 items-center gap-3 pointer-coarse:min-h-11";

export function ScopeBoxes() {
  const t = useTranslations("apiKeys");
  const id = useId();
  const errorText = useErrorText();
  const wrong = useContext(FormContext)?.fields["scopes"];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("scopes")}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {SCOPES.map((scope) => (
          <label key={scope} htmlFor={`${id}-${scope}`} className={boxClass}>
            <Checkbox id={`${id}-${scope}`} name="scopes" value={scope} aria-invalid={wrong ? true : undefined} />
            <span className="min-w-0 text-sm">{t(`scopeNames.${scope.replace(":", "_")}`)}</span>
          </label>
        ))}
      </div>
      {wrong && <FieldError>{errorText(wrong)}</FieldError>}
      <p className="text-muted-foreground text-xs">{t("scopesHint")}</p>
    </fieldset>
  );
}

/** None ticked means all. */
export function OutletBoxes({ outlets }: { outlets: readonly { id: string; name: string }[] }) {
  const t = useTranslations("apiKeys");
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("outlets")}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {outlets.map((outlet) => (
          <label key={outlet.id} htmlFor={`${id}-${outlet.id}`} className={boxClass}>
            <Checkbox id={`${id}-${outlet.id}`} name="outlets" value={outlet.id} />
            <span className="truncate">{outlet.name}</span>
          </label>
        ))}
      </div>
      <p className="text-muted-foreground text-xs">{t("outletsHint")}</p>
    </fieldset>
  );
}
