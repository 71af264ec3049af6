"use client";

import { type ComponentProps, type ReactNode, useContext, useId } from "react";
import { FormContext } from "@/components/form-context";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError, type FieldProps } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";

type FieldPart = Omit<FieldProps, "children" | "name"> & { name: string };

function splitField<P extends FieldPart>({
  label,
  name,
  hint,
  error,
  required,
  optional,
  hideLabel,
  className,
  ...control
}: P) {
  const field: Omit<FieldProps, "children"> = { label, name, hint, error };
  if (required !== undefined) field.required = required;
  if (optional !== undefined) field.optional = optional;
  if (hideLabel !== undefined) field.hideLabel = hideLabel;
  if (className !== undefined) field.className = className;
  return { field, control };
}

/** Field + Input in one. */
export function TextField(props: FieldPart & Omit<ComponentProps<"input">, keyof FieldProps>) {
  const { field, control } = splitField(props);
  return (
    <Field {...field}>
      <Input {...control} />
    </Field>
  );
}

export function TextareaField(props: FieldPart & Omit<ComponentProps<"textarea">, keyof FieldProps>) {
  const { field, control } = splitField(props);
  return (
    <Field {...field}>
      <Textarea {...control} />
    </Field>
  );
}

type SelectFieldProps = FieldPart &
  Omit<ComponentProps<"select">, keyof FieldProps> & {
    options: readonly { value: string; label: string }[];
    /** First, empty choice. */
    placeholder?: string;
  };

export function SelectField({ options, placeholder, ...props }: SelectFieldProps) {
  const { field, control } = splitField(props);
  return (
    <Field {...field}>
      <NativeSelect {...control}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

type CheckboxFieldProps = Omit<ComponentProps<typeof Checkbox>, "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  name: string;
};

/** The whole line is the target. Sends `name=on`. */
export function CheckboxField({ label, hint, name, className, ...props }: CheckboxFieldProps) {
  const id = useId();
  const form = useContext(FormContext);
  const errorText = useErrorText();
  const code = form?.fields[name];
  return (
    <div className={cn("grid gap-1", className)}>
      <div className="flex gap-3">
        <Checkbox
          id={id}
          name={name}
          className="mt-px"
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-invalid={code ? true : undefined}
          {...props}
        />
        <label htmlFor={id} className="grid gap-0.5 text-sm leading-5">
          <span className="font-medium">{label}</span>
          {hint && (
            <span id={`${id}-hint`} className="text-muted-foreground text-xs leading-4">
              {hint}
            </span>
          )}
        </label>
      </div>
      {code && <FieldError>{errorText(code)}</FieldError>}
    </div>
  );
}
