"use client";

import { Columns3, List } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useListUrl } from "@/components/use-list-url";
import { cn } from "@/lib/core/cn";

const ICONS = { board: Columns3, list: List };

export function ViewSwitch({ view }: { view: "board" | "list" }) {
  const t = useTranslations("repairs.view");
  const { href } = useListUrl();
  return (
    <nav aria-label={t("label")} className="flex rounded-md border bg-card p-0.5 shadow-lift">
      {(["board", "list"] as const).map((one) => {
        const Icon = ICONS[one];
        return (
          <Link
            key={one}
            href={href({ view: one === "board" ? null : one, status: null, sort: null })}
            aria-current={view === one ? "page" : undefined}
            className={cn(
              "inline-flex h-8 items-center gap-1.5 rounded px-2.5 font-medium text-sm pointer-coarse:h-10",
              view === one ? "bg-secondary text-foreground" : "text-muted-foreground hover:text-foreground",
            )}
          >
            <Icon aria-hidden className="size-4" />
            {t(one)}
          </Link>
        );
      })}
    </nav>
  );
}
