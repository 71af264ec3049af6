"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { TableHead } from "@/components/ui/table";
import { useListUrl } from "@/components/use-list-url";
import { cn } from "@/lib/core/cn";

type SortHeadProps = { value: string; defaultSort: string; numeric?: boolean; className?: string; children: ReactNode };

/** A column heading that sorts by `?sort=value` / `?sort=-value`. */
export function SortHead({ value, defaultSort, numeric = false, className, children }: SortHeadProps) {
  const { params, href } = useListUrl();
  const current = params.get("sort") ?? defaultSort;
  const direction = current === value ? "ascending" : current === `-${value}` ? "descending" : "none";
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[direction];
  return (
    <TableHead aria-sort={direction} numeric={numeric} {...(className ? { className } : {})}>
      <Link
        href={href({ sort: direction === "ascending" ? `-${value}` : value })}
        replace
        scroll={false}
        className={cn(
          "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-1 hover:text-foreground",
          direction !== "none" && "text-foreground",
        )}
      >
        {children}
        <Icon aria-hidden className="size-3.5" />
      </Link>
    </TableHead>
  );
}
