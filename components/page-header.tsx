import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/core/cn";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Where this page belongs: shown as a way back above the title. */
  back?: { href: string; label: string };
  /** Beside the title: badges. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The one h1 of a page. */
export function PageHeader({ title, description, back, meta, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-end justify-between gap-x-6 gap-y-3", className)}>
      <div className="min-w-0 space-y-0.5">
        {back && (
          <Link
            href={back.href}
            className="-ml-1 inline-flex items-center gap-0.5 rounded-sm py-1 pr-1 text-muted-foreground text-sm hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4" />
            {back.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-balance font-semibold text-title">{title}</h1>
          {meta}
        </div>
        {description && <p className="max-w-prose text-pretty text-muted-foreground text-sm">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The frame of an ordinary page: width, padding and rhythm. `wide` for tables and boards. */
export function Page({
  children,
  className,
  width = "wide",
}: {
  children: ReactNode;
  className?: string;
  width?: "narrow" | "wide" | "full";
}) {
  const max = { narrow: "max-w-3xl", wide: "max-w-6xl", full: "max-w-none" }[width];
  return (
    <div
      className={cn(
        "mx-auto grid w-full grid-cols-[minmax(0,1fr)] content-start gap-5 px-4 py-5 sm:gap-6 sm:px-6 lg:px-8 lg:py-7",
        max,
        className,
      )}
    >
      {children}
    </div>
  );
}
