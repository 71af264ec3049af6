"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/core/cn";
import { isCurrent, navFor } from "./nav";

/** The sidebar's list; collapsed it shows icons, with their names as tooltips. */
export function NavLinks({ capabilities, collapsed }: { capabilities: readonly string[]; collapsed: boolean }) {
  const t = useTranslations("shell.nav");
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {navFor(capabilities).map(({ key, href, icon: Icon }) => {
        const current = isCurrent(pathname, href);
        const link = (
          <Link
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "relative flex h-9 items-center gap-3 rounded-md px-2.5 font-medium text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground pointer-coarse:h-11",
              current &&
                "bg-accent text-foreground before:absolute before:inset-y-2 before:-left-3 before:w-[3px] before:rounded-r-full before:bg-primary",
              collapsed && "justify-center px-0",
            )}
          >
            <Icon aria-hidden className={cn("size-4.5 shrink-0", current && "text-primary-ink")} />
            <span className={cn("truncate", collapsed && "sr-only")}>{t(key)}</span>
          </Link>
        );
        return (
          <li key={key}>
            {collapsed ? (
              <Tooltip label={t(key)} side="right">
                {link}
              </Tooltip>
            ) : (
              link
            )}
          </li>
        );
      })}
    </ul>
  );
}
