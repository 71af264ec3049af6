"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Picture } from "@/components/picture";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import type { TicketPhoto } from "@/lib/repairs/rows";

export const photoUrl = (id: string): string => `/repairs/photos/${id}`;

/** Small pictures; a tap shows one large. */
export function PhotoStrip({
  photos,
  extra,
}: {
  photos: readonly TicketPhoto[];
  extra?: (photo: TicketPhoto) => React.ReactNode;
}) {
  const t = useTranslations("repairs");
  const [open, setOpen] = useState<TicketPhoto | null>(null);
  return (
    <>
      <ul className="flex flex-wrap gap-2">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <button
              type="button"
              onClick={() => setOpen(photo)}
              aria-label={t("photos.open", { index: index + 1, stage: t(`stages.${photo.stage}`) })}
              className="block overflow-hidden rounded-md border bg-muted"
            >
              <Picture
                src={photoUrl(photo.id)}
                alt=""
                loading="lazy"
                width={photo.width ?? 160}
                height={photo.height ?? 160}
                className="size-20 object-cover"
              />
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog open onOpenChange={(next) => !next && setOpen(null)}>
          <DialogContent className="sm:max-w-3xl">
            <DialogTitle>{t(`stages.${open.stage}`)}</DialogTitle>
            <Picture
              width={open.width ?? 1200}
              height={open.height ?? 900}
              src={photoUrl(open.id)}
              alt={t("photos.open", { index: photos.indexOf(open) + 1, stage: t(`stages.${open.stage}`) })}
              className="max-h-[70dvh] w-full rounded-md bg-muted object-contain"
            />
            {extra?.(open)}
          </DialogContent>
        </Dialog>
      )}
    </>
  );
}
