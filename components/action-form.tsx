"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useMemo, useRef } from "react";
import { FormContext } from "@/components/form-context";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Alert } from "@/components/ui/alert";
import type { ActionState } from "@/lib/core/action";
import { useErrorText } from "@/lib/i18n/use-error-text";

type ActionFormProps<T> = {
  /** Made with `action()` of lib/core/action.ts. */
  action: (previous: ActionState<T>, input: FormData) => Promise<ActionState<T>>;
  onSuccess?: (value: T) => void;
  /** Said as a toast when the action succeeded. */
  successMessage?: string;
  /** Empty the fields after success (a form that adds one thing after another). */
  resetOnSuccess?: boolean;
  className?: string;
  id?: string;
  "aria-label"?: string;
  children: ReactNode;
};

const NO_FIELDS: Record<string, string> = {};

/**
 * A form around a server action: keeps what was typed after an error, puts errors at their fields (by `name` of Field),
 * the rest above the form, moves focus to the first wrong field, ignores a second submit while one runs.
 */
export function ActionForm<T>(props: ActionFormProps<T>) {
  const { action, onSuccess, successMessage, resetOnSuccess = false, children, ...rest } = props;
  const [state, dispatch, pending] = useActionState<ActionState<T>, FormData>(
    useMemo(() => safely(action), [action]),
    null,
  );
  const form = useRef<HTMLFormElement>(null);
  const handled = useRef<ActionState<T>>(null);
  const errorText = useErrorText();
  const t = useTranslations("common");

  useEffect(() => {
    if (!state || handled.current === state) return;
    handled.current = state;
    if (state.ok) {
      if (successMessage) toast.success(successMessage);
      if (resetOnSuccess) form.current?.reset();
      onSuccess?.(state.value);
      return;
    }
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, onSuccess, successMessage, resetOnSuccess]);

  const fields = state && !state.ok ? (state.fields ?? NO_FIELDS) : NO_FIELDS;
  const wiring = useMemo(() => ({ pending, fields }), [pending, fields]);

  // Submitting by hand keeps React from resetting the fields, which it does after every form action, failed ones too.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null };
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(data));
  }

  const message =
    !state || state.ok
      ? null
      : Object.keys(fields).length > 0 && state.code === "input.invalid"
        ? t("checkFields")
        : errorText(state.code, state.detail);
  return (
    <FormContext value={wiring}>
      <form ref={form} action={dispatch} onSubmit={submit} noValidate {...rest}>
        <div aria-live="polite" className="contents">
          {message && <Alert tone="danger">{message}</Alert>}
        </div>
        {children}
      </form>
    </FormContext>
  );
}
