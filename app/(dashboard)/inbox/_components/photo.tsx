"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Picture } from "@/components/picture";
import { Dialog, DialogContent, DialogTitle, DialogTrigger } from "@/components/ui/dialog";

/** A picture of the thread; a click shows it large. Not optimised: it is streamed under the person's own rights. */
export function Photo({ src, name }: { src: string; name: string }) {
  const t = useTranslations("inbox");
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <p className="flex items-center gap-2 text-muted-foreground text-xs">
        <ImageOff aria-hidden className="size-4" />
        {t("photoGone")}
      </p>
    );
  }
  return (
    <Dialog>
      <DialogTrigger
        aria-label={t("openPhoto", { name })}
        className="-mx-1.5 -mt-0.5 block overflow-hidden rounded-lg bg-muted"
      >
        <Picture
          src={src}
          alt={name}
          width={320}
          height={288}
          onError={() => setBroken(true)}
          className="h-auto max-h-72 min-h-24 w-auto min-w-24 max-w-full object-cover"
        />
      </DialogTrigger>
      <DialogContent className="sm:max-w-4xl">
        <DialogTitle className="truncate pr-8">{name}</DialogTitle>
        <Picture
          src={src}
          alt={name}
          width={1280}
          height={960}
          className="mx-auto h-auto w-auto max-h-[75dvh] max-w-full rounded-md object-contain"
        />
      </DialogContent>
    </Dialog>
  );
}
