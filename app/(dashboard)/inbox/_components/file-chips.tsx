"use client";

import { FileText, Image as ImageIcon, Music, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { fileSize, mediaKind } from "@/lib/inbox/thread";

/** What will go out with the next send. */
export function FileChips({ files, onRemove }: { files: File[]; onRemove: (file: File) => void }) {
  const t = useTranslations("inbox.composer");
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5 px-1 pt-1">
      {files.map((file) => {
        const Icon = { image: ImageIcon, audio: Music, video: FileText, document: FileText }[mediaKind(file.type)];
        return (
          <li
            key={`${file.name}-${file.size}-${file.lastModified}`}
            className="flex max-w-full items-center gap-2 rounded-lg border bg-muted py-1 pr-1 pl-2.5 text-xs"
          >
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <span className="max-w-40 truncate font-medium">{file.name}</span>
            <span className="text-muted-foreground">{fileSize(file.size)}</span>
            <button
              type="button"
              onClick={() => onRemove(file)}
              aria-label={t("removeFile", { name: file.name })}
              className="grid size-7 place-content-center rounded-md hover:bg-accent pointer-coarse:size-10"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
