"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { fromLocalInput, toLocalInput } from "@/lib/repairs/local-time";

type LocalTimeFieldProps = {
  label: string;
  timeZone: string;
  value: string | null;
  onChange?: (at: string | null) => void;
  /** Sends the instant under this name in a form. */
  name?: string;
  hint?: string;
};

/** A moment in the shop's own zone. */
export function LocalTimeField({ label, timeZone, value, onChange, name, hint }: LocalTimeFieldProps) {
  const [at, setAt] = useState(value);
  return (
    <Field label={label} optional {...(hint ? { hint } : {})}>
      <Input
        type="datetime-local"
        step={900}
        defaultValue={toLocalInput(value, timeZone)}
        onChange={(event) => {
          const next = fromLocalInput(event.target.value, timeZone);
          setAt(next);
          onChange?.(next);
        }}
      />
      {name && <input type="hidden" name={name} value={at ?? ""} />}
    </Field>
  );
}
