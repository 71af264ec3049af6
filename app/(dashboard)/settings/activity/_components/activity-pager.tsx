"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useListUrl } from "@/components/use-list-url";

/** By the last entry seen: new ones on top do not shift what comes next. */
export function ActivityPager({ older, isFirst }: { older: number | null; isFirst: boolean }) {
  const t = useTranslations("activity");
  const tc = useTranslations("common");
  const { href } = useListUrl();
  if (isFirst && older === null) return null;
  return (
    <nav aria-label={tc("pages")} className="flex justify-end gap-2">
      {!isFirst && (
        <Button variant="outline" asChild>
          <Link href={href({ page: null })}>{t("newest")}</Link>
        </Button>
      )}
      {older !== null && (
        <Button variant="outline" asChild>
          <Link href={href({ page: String(older) })}>{t("older")}</Link>
        </Button>
      )}
    </nav>
  );
}
