"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, TextareaField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { addTicketNoteAction } from "../../actions";

export function NoteForm({ ticketId }: { ticketId: string }) {
  const t = useTranslations("repairs.note");
  return (
    <ActionForm action={addTicketNoteAction} resetOnSuccess successMessage={t("saved")} className="grid gap-3">
      <input type="hidden" name="ticketId" value={ticketId} />
      <TextareaField
        name="body"
        label={t("label")}
        hideLabel
        placeholder={t("placeholder")}
        rows={2}
        maxLength={4000}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <CheckboxField name="isPublic" label={t("public")} />
        <SubmitButton variant="outline" size="sm" className="max-sm:w-full">
          {t("save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
