"use client";

import { Paperclip, SendHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import type { Draft } from "./api";

type ComposerProps = { onSend: (draft: Pick<Draft, "id" | "body" | "file">) => Promise<boolean> };

const ACCEPTED = "image/jpeg,image/png,image/webp,audio/ogg,audio/mpeg,audio/mp4,.m4a,.opus,video/mp4,application/pdf";

/** Enter sends, Shift+Enter begins a new line. What was not sent stays. */
export function Composer({ onSend }: ComposerProps) {
  const t = useTranslations("simulator");
  const [body, setBody] = useState("");
  const [file, setFile] = useState<File | undefined>();
  const [isBusy, setBusy] = useState(false);
  const draftId = useRef<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (isBusy || (body.trim() === "" && !file)) return;
    draftId.current ??= crypto.randomUUID();
    setBusy(true);
    const isSent = await onSend({ id: draftId.current, body, file });
    setBusy(false);
    if (isSent) {
      draftId.current = null;
      setBody("");
      setFile(undefined);
    }
    text.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter that ends a composition (Chinese, Tamil input) is not "send".
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) void submit(event);
  }

  return (
    <form
      onSubmit={submit}
      className="grid gap-2 border-t bg-card p-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]"
    >
      {file && (
        <p className="flex items-center justify-between gap-2 rounded-lg bg-muted px-3 py-1 text-sm">
          <span className="truncate">{t("attached", { name: file.name })}</span>
          <Button variant="ghost" size="icon-sm" onClick={() => setFile(undefined)}>
            <X aria-hidden />
            <span className="sr-only">{t("removeFile")}</span>
          </Button>
        </p>
      )}
      <div className="flex items-end gap-2">
        <Button variant="ghost" size="icon" onClick={() => picker.current?.click()}>
          <Paperclip aria-hidden />
          <span className="sr-only">{t("attach")}</span>
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          accept={ACCEPTED}
          aria-label={t("attach")}
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            draftId.current = null;
            event.currentTarget.value = "";
          }}
        />
        <Textarea
          ref={text}
          rows={1}
          aria-label={t("message")}
          placeholder={t("messagePlaceholder")}
          className="max-h-40 min-h-9 pointer-coarse:min-h-11"
          value={body}
          maxLength={60_000}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" size="icon" aria-disabled={isBusy || (body.trim() === "" && !file)}>
          <SendHorizontal aria-hidden />
          <span className="sr-only">{isBusy ? t("sending") : t("send")}</span>
        </Button>
      </div>
    </form>
  );
}
