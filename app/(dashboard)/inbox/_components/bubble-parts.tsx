"use client";

import { CornerUpLeft, FileText, List, MousePointerClick, Reply } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { citeHref } from "@/lib/inbox/cites";
import type { Cite, Message } from "@/lib/inbox/schema";
import { fileSize, mediaKind, splitLinks } from "@/lib/inbox/thread";

// Most threads have no pictures; with them, the code comes with the page.
const Photo = dynamic(() => import("@/app/(dashboard)/inbox/_components/photo").then((module) => module.Photo));

const WORDS = new Set(["text", "image", "audio", "video", "document", "buttons", "list", "button_reply", "list_reply"]);

export function BubbleText({ message }: { message: Message }) {
  const t = useTranslations("inbox");
  const tapped = message.kind === "button_reply" || message.kind === "list_reply";
  const text = message.body || (tapped ? (message.payload.title ?? "") : "");
  return (
    <>
      {tapped && (
        <span className="flex items-center gap-1 text-muted-foreground text-xs">
          <MousePointerClick aria-hidden className="size-3.5" />
          {t("tapped")}
        </span>
      )}
      {text !== "" && !WORDS.has(message.kind) && (
        <span className="text-muted-foreground text-xs">
          {t.has(`kinds.${message.kind}`) && t(`kinds.${message.kind}`)}
        </span>
      )}
      {text !== "" && (
        <p dir="auto" className="whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
          {splitLinks(text).map((part) =>
            part.href ? (
              <a
                key={part.at}
                href={part.href}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="underline underline-offset-2"
              >
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </p>
      )}
      {message.payload.erased && <p className="text-muted-foreground italic">{t("erased")}</p>}
    </>
  );
}

export function BubbleMedia({ message }: { message: Message }) {
  const t = useTranslations("inbox");
  const { media } = message;
  if (!media) return null;
  const href = `/api/media/${media.path}`;
  const kind = mediaKind(media.mime);
  const name = media.name ?? t(`kinds.${kind}`);
  if (kind === "image") return <Photo src={href} name={name} />;
  if (kind === "audio") {
    return (
      <audio controls preload="metadata" src={href} aria-label={name} className="h-11 w-64 max-w-full">
        <track kind="captions" />
      </audio>
    );
  }
  if (kind === "video") {
    return (
      <video controls preload="metadata" src={href} aria-label={name} className="max-h-80 max-w-full rounded-lg">
        <track kind="captions" />
      </video>
    );
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className="flex min-h-11 items-center gap-3 rounded-lg border bg-card px-3 py-2 hover:bg-accent"
    >
      <FileText aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <span className="grid min-w-0">
        <span className="truncate font-medium">{name}</span>
        {media.bytes !== null && <span className="text-muted-foreground text-xs">{fileSize(media.bytes)}</span>}
      </span>
    </a>
  );
}

/** Buttons and lists as the customer saw them; nothing here is for us to tap. */
export function BubbleChoices({ message }: { message: Message }) {
  const { buttons, rows, button } = message.payload;
  const choices = buttons ?? rows ?? [];
  if (choices.length === 0) return null;
  const Icon = buttons ? Reply : List;
  return (
    <div className="-mx-1 grid gap-1">
      {button && <p className="px-2 text-muted-foreground text-xs">{button}</p>}
      <ul className="grid gap-1">
        {choices.map((choice) => (
          <li
            key={choice.id}
            className="flex items-center justify-center gap-1.5 rounded-lg border bg-card px-3 py-1.5 text-center font-medium text-xs"
          >
            <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            {choice.title}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Quote({ of }: { of: NonNullable<Message["reply_to"]> }) {
  const t = useTranslations("inbox");
  const text = of.body || (t.has(`kinds.${of.kind}`) ? t(`kinds.${of.kind}`) : t("kinds.unsupported"));
  return (
    <p className="flex gap-1.5 rounded-md border-l-2 border-l-primary bg-foreground/5 px-2 py-1 text-muted-foreground text-xs">
      <CornerUpLeft aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span className="line-clamp-2 [overflow-wrap:anywhere]">{text}</span>
    </p>
  );
}

/** The rows an answer of the concierge was built from, for staff to check. */
export function Cites({ cites }: { cites: Cite[] }) {
  const t = useTranslations("inbox");
  if (cites.length === 0) return null;
  return (
    <p className="mt-1 max-w-full px-1 text-muted-foreground text-xs [overflow-wrap:anywhere]">
      {t("basedOn")}{" "}
      {cites.map((cite, index) => {
        const href = citeHref(cite);
        return (
          <span key={`${cite.table}-${cite.id ?? cite.label}`}>
            {index > 0 && ", "}
            {href ? (
              <Link href={href} className="underline underline-offset-2 hover:text-foreground">
                {cite.label}
              </Link>
            ) : (
              cite.label
            )}
          </span>
        );
      })}
    </p>
  );
}
