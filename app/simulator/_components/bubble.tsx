"use client";

import { Check, CheckCheck, Clock3, FileText, List } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateText } from "@/components/date-text";
import { Picture } from "@/components/picture";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { cn } from "@/lib/core/cn";
import { mediaUrl, type ThreadMessage } from "./api";
import { LinkedText } from "./linked-text";

export interface Tap {
  id: string;
  title: string;
  kind: "button_reply" | "list_reply";
  replyTo: string;
}

type BubbleProps = { message: ThreadMessage; shop: string; onTap: (tap: Tap) => Promise<void> };

export function Bubble({ message, shop, onTap }: BubbleProps) {
  const t = useTranslations("simulator");
  const isOwn = !message.fromShop;
  return (
    <li
      className={cn(
        "flex max-w-[85%] flex-col gap-1 sm:max-w-[75%]",
        isOwn ? "justify-self-end" : "justify-self-start",
      )}
    >
      <div
        className={cn(
          "rounded-2xl px-3.5 py-2 shadow-lift",
          isOwn ? "rounded-br-md bg-primary-soft text-foreground" : "rounded-bl-md border bg-card",
        )}
      >
        <span className="sr-only">{isOwn ? t("you") : shop}: </span>
        <Media message={message} shop={shop} />
        {message.body && <LinkedText text={message.body} />}
        {message.kind === "unsupported" && <p className="text-muted-foreground text-sm italic">{t("unsupported")}</p>}
        <p className="mt-0.5 flex items-center justify-end gap-1 text-2xs text-muted-foreground">
          <DateText at={message.sentAt} kind="time" />
          {isOwn && <Ticks message={message} />}
        </p>
      </div>
      {message.reaction && (
        <p className="-mt-2 justify-self-end rounded-full border bg-card px-1.5 text-sm leading-6">
          <span className="sr-only">{shop}: </span>
          {message.reaction}
        </p>
      )}
      {message.fromShop && <Choices message={message} onTap={onTap} />}
    </li>
  );
}

function Ticks({ message }: { message: ThreadMessage }) {
  const t = useTranslations("simulator.state");
  const { readAt, deliveredAt, enteredAt } = message;
  const state = readAt ? "read" : deliveredAt ? "delivered" : enteredAt ? "sent" : "waiting";
  const Icon = { waiting: Clock3, sent: Check, delivered: CheckCheck, read: CheckCheck }[state];
  const look = { waiting: "", sent: "", delivered: "text-success", read: "text-info" }[state];
  return <Icon role="img" aria-label={t(state)} className={cn("size-3.5", look)} />;
}

function Media({ message, shop }: { message: ThreadMessage; shop: string }) {
  const t = useTranslations("simulator");
  const { media } = message;
  if (!media) return null;
  const url = mediaUrl(media.id);
  if (media.mime.startsWith("image/")) {
    return (
      <a href={url} target="_blank" rel="noopener noreferrer" className="-mx-2 mb-1 block overflow-hidden rounded-xl">
        <Picture
          src={url}
          width={480}
          height={360}
          alt={t("photoFrom", { name: message.fromShop ? shop : t("you") })}
          className="h-auto max-h-72 w-full object-cover"
        />
      </a>
    );
  }
  if (media.mime.startsWith("audio/")) {
    return (
      <audio controls preload="none" src={url} aria-label={t("audio")} className="my-1 h-10 w-60 max-w-full">
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="my-1 flex min-h-10 items-center gap-2 rounded-lg border bg-background px-3 py-2 text-sm hover:bg-accent"
    >
      <FileText aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <span className="min-w-0 break-all">{t("openDocument", { name: media.name })}</span>
    </a>
  );
}

function Choices({ message, onTap }: { message: ThreadMessage; onTap: (tap: Tap) => Promise<void> }) {
  const t = useTranslations("simulator");
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const choose = async (tap: Pick<Tap, "id" | "title" | "kind">) => {
    if (isBusy) return;
    setBusy(true);
    setOpen(false);
    await onTap({ ...tap, replyTo: message.id });
    setBusy(false);
  };
  if (message.buttons.length > 0) {
    return (
      <div className="grid gap-1">
        {message.buttons.map(({ id, title }) => (
          <Button
            key={id}
            variant="outline"
            disabled={isBusy}
            onClick={() => choose({ id, title, kind: "button_reply" })}
          >
            {title}
          </Button>
        ))}
      </div>
    );
  }
  const { list } = message;
  if (!list) return null;
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <Button variant="outline" disabled={isBusy} onClick={() => setOpen(true)}>
        <List aria-hidden />
        {list.button}
      </Button>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("listTitle")}</DialogTitle>
        </DialogHeader>
        <ul className="grid gap-1.5">
          {list.rows.map(({ id, title, description }) => (
            <li key={id}>
              <Button
                variant="outline"
                className="h-auto min-h-11 w-full flex-col items-start gap-0 whitespace-normal py-2 text-left"
                onClick={() => choose({ id, title, kind: "list_reply" })}
              >
                <span>{title}</span>
                {description && <span className="font-normal text-muted-foreground text-xs">{description}</span>}
              </Button>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
