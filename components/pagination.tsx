"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useListUrl } from "@/components/use-list-url";
import type { ListTotal } from "@/lib/core/list-params";

type PaginationProps = { page: number; pageSize: number; total: number | ListTotal };

/** "26–50 of 120", "26–50 of 500+" and the way to the neighbours. Nothing when all fits on one page. */
export function Pagination({ page, pageSize, total: found }: PaginationProps) {
  const t = useTranslations("common");
  const { href } = useListUrl();
  const { count: total, more } = typeof found === "number" ? { count: found, more: false } : found;
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0 || (last === 1 && page === 1)) return null;
  const from = Math.min(total, (page - 1) * pageSize + 1);
  return (
    <nav aria-label={t("pages")} className="flex items-center justify-between gap-4">
      <p className="text-muted-foreground text-sm tabular-nums">
        {t(more ? "range_more" : "range", { from, to: Math.min(total, page * pageSize), total })}
      </p>
      <div className="flex gap-2">
        <Step
          href={page > 1 ? href({ page: page === 2 ? null : String(page - 1) }) : null}
          label={t("previous")}
          icon={<ChevronLeft aria-hidden />}
        />
        <Step
          href={page < last ? href({ page: String(page + 1) }) : null}
          label={t("next")}
          icon={<ChevronRight aria-hidden />}
        />
      </div>
    </nav>
  );
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: React.ReactNode }) {
  if (!href) {
    return (
      <Button variant="outline" size="icon" disabled aria-label={label}>
        {icon}
      </Button>
    );
  }
  return (
    <Button variant="outline" size="icon" asChild>
      <Link href={href} aria-label={label}>
        {icon}
      </Link>
    </Button>
  );
}
