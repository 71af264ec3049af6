"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useActionState, useEffect, useMemo, useRef, useState } from "react";
import { FormContext } from "@/components/form-context";
import { CheckboxField, TextareaField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { Alert } from "@/components/ui/alert";
import { err } from "@/lib/core/result";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { compressImage } from "@/lib/images/compress";
import { MAX_PHOTOS } from "@/lib/intake/kinds";
import type { IntakeFormDefinition } from "@/lib/intake/schema";
import { submitIntakeAction } from "../actions";
import { DeviceQuestions } from "./device-questions";
import { IntakeDone } from "./intake-done";
import { PhotoPicker } from "./photo-picker";
import { useOnce } from "./use-once";

type IntakeFormProps = {
  slug: string;
  pageId: string;
  fields: IntakeFormDefinition["fields"];
  words: IntakeFormDefinition["texts"]["ms"];
  privacySlug: string;
};

const section = "grid gap-4 rounded-lg border bg-card p-4 shadow-lift sm:p-5";
const title = "font-semibold text-base tracking-tight";

/** A broken connection is an answer like any other: what was typed stays. */
async function sendOrSay(
  ...[previous, data]: Parameters<typeof submitIntakeAction>
): ReturnType<typeof submitIntakeAction> {
  try {
    return await submitIntakeAction(previous, data);
  } catch {
    return err("intake.not_sent");
  }
}

/** Required questions without an answer, found before anything travels. */
function unanswered(form: HTMLFormElement): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const field of form.querySelectorAll("[aria-required=true]")) {
    const isText =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
    if (isText && field.value.trim() === "") missing[field.name] = "input.required";
  }
  if (new FormData(form).get("terms") === null) missing["terms"] = "intake.terms";
  return missing;
}

export function IntakeForm({ slug, pageId, fields, words, privacySlug }: IntakeFormProps) {
  const t = useTranslations("intake");
  const tc = useTranslations("common");
  const errorText = useErrorText();
  const once = useOnce(slug, pageId);
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, sending] = useActionState(sendOrSay, null);
  const [shrinking, setShrinking] = useState(false);
  const [unfilled, setUnfilled] = useState<Record<string, string>>({});
  const focusWrong = useRef(false);
  const handled = useRef<typeof state>(null);
  const pending = sending || shrinking;

  useEffect(() => {
    if (!state || handled.current === state) return;
    handled.current = state;
    if (state.ok) {
      once.finish(state.value);
      window.scrollTo({ top: 0 });
    } else focusWrong.current = true;
  }, [state, once]);

  // After the fields have been marked.
  useEffect(() => {
    if (!focusWrong.current) return;
    focusWrong.current = false;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  });

  // Photos are made small before they travel. Without script the form is sent as it is.
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const missing = unanswered(event.currentTarget);
    setUnfilled(missing);
    if (Object.keys(missing).length > 0) {
      focusWrong.current = true;
      return;
    }
    const data = new FormData(event.currentTarget);
    setShrinking(true);
    const photos = data.getAll("photos[]").filter((file) => file instanceof File && file.size > 0);
    data.delete("photos[]");
    for (const photo of photos.slice(0, MAX_PHOTOS))
      if (photo instanceof File) data.append("photos[]", await compressImage(photo));
    setShrinking(false);
    startTransition(() => dispatch(data));
  };

  const refused = state && !state.ok ? state : null;
  const isUnfilled = Object.keys(unfilled).length > 0;
  const wrong = isUnfilled ? unfilled : refused?.fields;
  const wiring = useMemo(() => ({ pending, fields: wrong ?? {} }), [pending, wrong]);
  const message = wrong ? tc("checkFields") : refused ? errorText(refused.code, refused.detail) : null;
  if (once.receipt) {
    return <IntakeDone receipt={once.receipt} onAnother={once.restart} />;
  }
  const asked = (key: keyof typeof fields) => fields[key] !== "off";
  const need = (key: keyof typeof fields) => (fields[key] === "required" ? { required: true } : { optional: true });
  return (
    <FormContext value={wiring}>
      <form
        ref={form}
        action={dispatch}
        onSubmit={(event) => void send(event)}
        noValidate
        className="grid gap-4"
        aria-label={t("title")}
      >
        <div aria-live="polite" className="contents">
          {message && <Alert tone="danger">{message}</Alert>}
        </div>
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="clientId" value={once.clientId} />
        <div aria-hidden className="absolute -left-[200vw] h-px w-px overflow-hidden">
          <label>
            {t("website")}
            <input type="text" name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <section className={section}>
          <h2 className={title}>{t("you")}</h2>
          <TextField name="name" label={t("name")} required maxLength={160} autoComplete="name" />
          <PhoneField name="phone" label={t("phone")} required />
          {asked("email") && (
            <TextField
              name="email"
              type="email"
              label={t("email")}
              {...need("email")}
              maxLength={200}
              autoComplete="email"
            />
          )}
        </section>
        <DeviceQuestions fields={fields} className={section} titleClass={title} />
        <section className={section}>
          <h2 className={title}>{t("problemTitle")}</h2>
          <TextareaField
            name="problem"
            label={t("problem")}
            hint={t("problemHint")}
            required
            rows={3}
            maxLength={2000}
          />
          {asked("condition") && (
            <TextareaField name="condition" label={t("condition")} {...need("condition")} rows={2} maxLength={1000} />
          )}
          {asked("photos") && <PhotoPicker isRequired={fields.photos === "required"} />}
        </section>
        <section className={section}>
          <h2 className={title}>{t("agree")}</h2>
          <section
            aria-label={t("terms")}
            className="max-h-44 overflow-y-auto whitespace-pre-line rounded-md bg-muted px-3 py-2.5 text-muted-foreground text-sm"
          >
            {words.terms}
          </section>
          <CheckboxField name="terms" label={t("agreeTerms")} />
          <CheckboxField name="service" label={words.service} />
          <CheckboxField name="marketing" label={words.marketing} />
          <a
            href={`/p/${privacySlug}`}
            target="_blank"
            rel="noreferrer"
            className="w-fit text-sm underline underline-offset-4"
          >
            {t("privacy")}
          </a>
        </section>
        <SubmitButton size="lg">{pending ? t("sending") : t("submit")}</SubmitButton>
      </form>
    </FormContext>
  );
}
