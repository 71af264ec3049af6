"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { sendTemplateAction } from "@/app/(dashboard)/inbox/actions";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { newId } from "@/lib/core/new-id";
import type { Conversation } from "@/lib/inbox/schema";
import type { TemplateRow } from "@/lib/whatsapp/cloud/numbers";
import { exampleValues, fillTemplate, placesOf } from "@/lib/whatsapp/templates/preview";

type TemplateDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  conversation: Conversation;
  templates: readonly TemplateRow[];
};

/** A template is chosen, its places filled, and read as the customer will read it. */
export function TemplateDialog({ open, onOpenChange, conversation, templates }: TemplateDialogProps) {
  const t = useTranslations("inbox.window");
  const common = useTranslations("common");
  const [id, setId] = useState(
    () => templates.find(({ language }) => language === conversation.customer_locale)?.id ?? "",
  );
  const [key, setKey] = useState(newId);
  const [values, setValues] = useState<string[]>([conversation.customer_name]);
  const template = templates.find((one) => one.id === id) ?? templates[0];
  if (!template) return null;
  const places = Array.from({ length: placesOf(template.body) }, (_, at) => at + 1);
  const examples = exampleValues(template.components);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <ActionForm
          action={sendTemplateAction}
          onSuccess={() => {
            setKey(newId());
            onOpenChange(false);
          }}
          successMessage={t("sent")}
          className="grid gap-4"
        >
          <DialogHeader>
            <DialogTitle>{t("title")}</DialogTitle>
          </DialogHeader>
          <input type="hidden" name="conversationId" value={conversation.id} />
          <input type="hidden" name="key" value={key} />
          <SelectField
            name="templateId"
            label={t("template")}
            value={template.id}
            onChange={(event) => setId(event.target.value)}
            options={templates.map(({ id: value, name, language }) => ({ value, label: `${name} (${language})` }))}
          />
          {places.map((number) => (
            <TextField
              key={number}
              name="params[]"
              label={t("place", { number })}
              required
              maxLength={200}
              value={values[number - 1] ?? ""}
              placeholder={examples[number - 1]}
              onChange={(event) => setValues(Object.assign([...values], { [number - 1]: event.target.value }))}
            />
          ))}
          <figure className="grid gap-1.5">
            <figcaption className="text-muted-foreground text-xs">{t("preview")}</figcaption>
            <blockquote className="whitespace-pre-line rounded-lg bg-muted px-3 py-2 text-sm">
              {fillTemplate(
                template.body,
                places.map((number) => values[number - 1] || `{{${number}}}`),
              )}
            </blockquote>
          </figure>
          <DialogFooter>
            <Button variant="ghost" onClick={() => onOpenChange(false)}>
              {common("cancel")}
            </Button>
            <SubmitButton>{t("send")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
