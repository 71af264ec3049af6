"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { cn } from "@/lib/core/cn";
import type { Locale } from "@/lib/core/dates";
import { LOCALES } from "@/lib/i18n/locales";

/** BM | EN. */
export function LocaleSwitch({ action, className }: { action: (locale: Locale) => Promise<void>; className?: string }) {
  const current = useLocale();
  const t = useTranslations("common");
  const [pending, startTransition] = useTransition();
  return (
    <fieldset className={cn("inline-flex rounded-md border bg-card p-0.5", pending && "opacity-60", className)}>
      <legend className="sr-only">{t("language")}</legend>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => startTransition(() => action(locale))}
          className="h-7 min-w-9 rounded-sm px-2 font-medium text-muted-foreground text-xs hover:text-foreground aria-pressed:bg-accent aria-pressed:text-foreground pointer-coarse:h-10 pointer-coarse:min-w-11"
        >
          {locale === "ms" ? "BM" : "EN"}
          <span className="sr-only"> {t(`languages.${locale}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
