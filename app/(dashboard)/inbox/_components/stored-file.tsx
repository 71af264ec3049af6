"use client";

import { FileText } from "lucide-react";
import type { Message } from "@/lib/inbox/schema";
import { fileSize, type MediaKind } from "@/lib/inbox/thread";

type StoredFileProps = { media: NonNullable<Message["media"]>; kind: MediaKind; href: string; name: string };

/** What is no picture: played here where browsers can, else opened. */
export function StoredFile({ media, kind, href, name }: StoredFileProps) {
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
