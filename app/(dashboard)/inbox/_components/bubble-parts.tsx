"use client";

import { CornerUpLeft, MousePointerClick } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { citeHref } from "@/lib/inbox/cites";
import type { Cite, Message } from "@/lib/inbox/schema";
import { mediaKind, splitLinks } from "@/lib/inbox/thread";

// Most threads have no pictures and no files; with them, the code comes with the page.
const StoredFile = dynamic(() =>
  import("@/app/(dashboard)/inbox/_components/stored-file").then((module) => module.StoredFile),
);
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

export function BubbleMedia({ message: { media, kind: said, payload } }: { message: Message }) {
  const t = useTranslations("inbox");
  if (payload.media === "pending") {
    const what = t.has(`kinds.${said}`) ? t(`kinds.${said}`) : t("kinds.document");
    return (
      <p className="animate-pulse text-muted-foreground text-xs motion-reduce:animate-none">
        {t("fileComing", { what })}
      </p>
    );
  }
  if (!media) return null;
  const kind = mediaKind(media.mime);
  const file = { kind, media, href: `/api/media/${media.path}`, name: media.name ?? t(`kinds.${kind}`) };
  return kind === "image" ? <Photo src={file.href} name={file.name} /> : <StoredFile {...file} />;
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
