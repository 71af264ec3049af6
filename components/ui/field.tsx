"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useId, useMemo } from "react";
import { FormContext } from "@/components/form-context";
import { FieldContext } from "@/components/ui/field-context";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";

export type FieldProps = {
  label: ReactNode;
  /** Form field name; inside an ActionForm the field's error is found by it. */
  name?: string;
  hint?: ReactNode;
  /** Shown text. Wins over what the form knows. */
  error?: string | undefined;
  required?: boolean;
  /** Writes "(optional)" after the label. */
  optional?: boolean;
  /** Label only for screen readers. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label + one control (Input, Textarea, NativeSelect) + hint + error, wired for screen readers. */
export function Field({
  label,
  name,
  hint,
  error,
  required = false,
  optional = false,
  hideLabel = false,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const t = useTranslations("common");
  const form = useContext(FormContext);
  const errorText = useErrorText();
  const code = name ? form?.fields[name] : undefined;
  const shown = error ?? (code ? errorText(code) : undefined);
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [shown ? errorId : null, hint ? hintId : null].filter(Boolean).join(" ") || undefined;
  const wiring = useMemo(
    () => ({ id, name, describedBy, invalid: Boolean(shown), required }),
    [id, name, describedBy, shown, required],
  );
  return (
    <div data-slot="field" className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id} className={cn(hideLabel && "sr-only")}>
        {label}
        {optional && <span className="font-normal text-muted-foreground text-xs">({t("optional")})</span>}
      </Label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {shown && <FieldError id={errorId}>{shown}</FieldError>}
      {hint && (
        <p id={hintId} className="text-muted-foreground text-xs leading-4">
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-destructive text-xs leading-4">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
