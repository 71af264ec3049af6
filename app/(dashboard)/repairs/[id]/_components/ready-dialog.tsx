"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { markReadyAction } from "../../actions";
import type { Desk } from "./desk";

/** The notice word for word, before it goes out. */
export function ReadyDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { ticket, readyBody } = desk;
  const t = useTranslations("repairs.ready");
  const errorText = useErrorText();
  const [body, setBody] = useState(readyBody);
  const [pending, startTransition] = useTransition();
  const mark = (text: string) =>
    startTransition(async () => {
      const result = await markReadyAction(null, { ticketId: ticket.id, body: text });
      if (!result) return;
      if (!result.ok) {
        toast.error(errorText(result.code, result.detail));
        return;
      }
      toast.success(result.value.message_id ? t("done") : t("doneSilent"));
      onClose();
    });
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("title", { number: ticket.number })}</DialogTitle>
          <DialogDescription>{t("description")}</DialogDescription>
        </DialogHeader>
        <Field label={t("message")} hideLabel>
          <Textarea rows={9} value={body} maxLength={3000} onChange={(event) => setBody(event.target.value)} />
        </Field>
        <DialogFooter>
          <Button variant="ghost" disabled={pending} onClick={() => mark("")}>
            {t("silent")}
          </Button>
          <Button disabled={pending || body.trim() === ""} aria-busy={pending || undefined} onClick={() => mark(body)}>
            {pending ? <Spinner /> : <SendHorizontal aria-hidden />}
            {t("send")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
