"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copy-button";
import { Input } from "@/components/ui/input";

/** Shown once: afterwards only its hash is known. */
export function InviteLink({ link }: { link: string }) {
  const t = useTranslations("settings.team");
  return (
    <div className="grid gap-1.5">
      <div className="flex gap-2">
        <Input
          readOnly
          value={link}
          aria-label={t("link")}
          onFocus={(event) => event.currentTarget.select()}
          className="text-muted-foreground"
        />
        <CopyButton value={link} />
      </div>
      <p className="text-muted-foreground text-xs">{t("linkHint")}</p>
    </div>
  );
}
