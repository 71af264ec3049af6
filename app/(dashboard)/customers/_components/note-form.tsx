"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { addCustomerNoteAction } from "@/app/(dashboard)/customers/actions";
import { ActionForm } from "@/components/action-form";
import { TextareaField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";

export function NoteForm({ customerId, focused = false }: { customerId: string; focused?: boolean }) {
  const t = useTranslations("customers");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) box.current?.querySelector("textarea")?.focus();
  }, [focused]);
  return (
    <div ref={box}>
      <ActionForm action={addCustomerNoteAction} resetOnSuccess successMessage={t("noteSaved")} className="grid gap-2">
        <input type="hidden" name="customerId" value={customerId} />
        <TextareaField
          name="body"
          label={t("addNote")}
          hideLabel
          placeholder={t("notePlaceholder")}
          rows={2}
          maxLength={4000}
          className="[&_textarea]:min-h-16"
        />
        <SubmitButton variant="outline" size="sm" className="justify-self-end">
          {t("addNote")}
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
