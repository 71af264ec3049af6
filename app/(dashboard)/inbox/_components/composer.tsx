"use client";

import { LockKeyhole, MessageSquareText, Paperclip, SendHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useDraftText } from "@/app/(dashboard)/inbox/_components/use-draft-text";
import { useFiles } from "@/app/(dashboard)/inbox/_components/use-files";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/core/cn";
import { fillCanned, matchCanned, slashQuery } from "@/lib/inbox/canned";
import type { CannedReply, Conversation } from "@/lib/inbox/schema";

const CannedMenu = dynamic(
  () => import("@/app/(dashboard)/inbox/_components/canned-menu").then((module) => module.CannedMenu),
  { ssr: false },
);
const FileChips = dynamic(
  () => import("@/app/(dashboard)/inbox/_components/file-chips").then((module) => module.FileChips),
  { ssr: false },
);

type Outgoing = { kind: "text" | "note" | "file"; body: string; file: File | null };
type ComposerProps = {
  conversation: Conversation;
  canned: CannedReply[];
  canReply: boolean;
  onSend: (message: Outgoing) => void;
};

const MAX = 4000;

/** Who may not answer customers can still leave a note for those who do. */
export function Composer({ conversation, canned, canReply, onSend }: ComposerProps) {
  const t = useTranslations("inbox.composer");
  const [text, setText] = useDraftText(conversation.id);
  const [noteMode, setNoteMode] = useState(false);
  const note = noteMode || !canReply;
  const { files, addFiles, removeFile, clearFiles } = useFiles();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const menuId = useId();
  const menu = useCannedKeys(canned, note ? "" : text, (reply) => {
    setText(fillCanned(reply, conversation.customer_name, conversation.customer_locale));
    area.current?.focus();
  });

  useEffect(() => {
    // Typed before the page was awake.
    if (area.current?.value) setText(area.current.value);
    // On a phone the keyboard would cover the thread one came to read.
    if (window.matchMedia("(pointer: fine)").matches) area.current?.focus({ preventScroll: true });
  }, [setText]);

  const empty = text.trim() === "" && (note || files.length === 0);
  const send = () => {
    if (empty) return;
    const body = text.trim();
    if (note) onSend({ kind: "note", body, file: null });
    else if (files.length === 0) onSend({ kind: "text", body, file: null });
    // The words go with the first file, as its caption.
    for (const [index, file] of note ? [] : files.entries())
      onSend({ kind: "file", body: index === 0 ? body : "", file });
    setText("");
    if (!note) clearFiles();
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (menu.onKeyDown(event)) return;
    if (event.key === "Escape") area.current?.blur();
    // 229: an input method is still composing a character.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (note || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void addFiles(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    if (note || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void addFiles(event.dataTransfer.files);
  };

  return (
    <div className="relative border-t bg-card px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-4 sm:py-3">
      {menu.open && (
        <CannedMenu
          id={menuId}
          replies={menu.matches}
          active={menu.active}
          locale={conversation.customer_locale}
          onPick={menu.pick}
        />
      )}
      <div
        className={cn(
          "grid gap-2 rounded-xl border p-1.5 focus-within:border-ring",
          note && "border-warning/60 border-dashed bg-warning-soft",
        )}
      >
        {!note && files.length > 0 && <FileChips files={files} onRemove={removeFile} />}
        <textarea
          ref={area}
          value={text}
          rows={1}
          maxLength={MAX}
          dir="auto"
          aria-label={note ? t("noteLabel") : t("label", { name: conversation.customer_name })}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={menu.open ? menuId : undefined}
          aria-activedescendant={menu.open ? `${menuId}-${menu.active}` : undefined}
          placeholder={note ? t("notePlaceholder") : t("placeholder")}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onDrop={onDrop}
          onDragOver={(event) => event.preventDefault()}
          className="field-sizing-content max-h-48 min-h-9 w-full resize-none rounded-md bg-transparent px-2 py-1.5 text-base leading-relaxed outline-hidden placeholder:text-muted-foreground md:text-sm"
        />
        <div className="flex items-center gap-1">
          {canReply && (
            <>
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                accept="image/jpeg,image/png,image/webp,audio/*,video/mp4,application/pdf"
                onChange={(event) => {
                  if (event.target.files) void addFiles(event.target.files);
                  event.target.value = "";
                }}
              />
              <Tooltip label={t("attach")}>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  disabled={note}
                  onClick={() => picker.current?.click()}
                  aria-label={t("attach")}
                >
                  <Paperclip aria-hidden />
                </Button>
              </Tooltip>
              <Tooltip label={t("canned")}>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  disabled={note}
                  aria-label={t("canned")}
                  onClick={() => {
                    if (text.trim() === "") setText("/");
                    area.current?.focus();
                  }}
                >
                  <MessageSquareText aria-hidden />
                </Button>
              </Tooltip>
              <Tooltip label={t("noteHint")}>
                <Button
                  variant={note ? "secondary" : "ghost"}
                  size="sm"
                  aria-pressed={note}
                  onClick={() => setNoteMode(!noteMode)}
                >
                  <LockKeyhole aria-hidden />
                  {t("note")}
                </Button>
              </Tooltip>
            </>
          )}
          <span className="ml-auto hidden text-2xs text-muted-foreground 2xl:inline">
            {text.length > MAX - 500 ? `${text.length}/${MAX}` : t("enterSends")}
          </span>
          <Button size="sm" onClick={send} aria-disabled={empty || undefined} className="max-2xl:ml-auto">
            <SendHorizontal aria-hidden />
            {note ? t("saveNote") : t("send")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** The list that "/" opens: arrows choose, Enter or Tab takes, Esc closes. */
function useCannedKeys(canned: CannedReply[], text: string, onPick: (reply: CannedReply) => void) {
  const query = slashQuery(text);
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const matches = query === null ? [] : matchCanned(canned, query);
  const open = matches.length > 0 && closedFor !== text;
  const chosen = Math.min(active, matches.length - 1);
  const pick = (reply: CannedReply) => {
    setActive(0);
    onPick(reply);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const reply = matches[chosen];
    if (step) setActive((chosen + step + matches.length) % matches.length);
    else if (event.key === "Escape") setClosedFor(text);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && reply) pick(reply);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { open, matches, active: chosen, pick, onKeyDown };
}
