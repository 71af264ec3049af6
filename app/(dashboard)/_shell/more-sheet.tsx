"use client";

import { Smartphone } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { isCurrent, type NavKey, navFor } from "./nav";
import type { ShellData } from "./shell-data";

type MoreSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  near: readonly NavKey[];
  shell: ShellData;
};

const tile =
  "flex flex-col items-center gap-1.5 rounded-lg border bg-card px-2 py-4 text-center font-medium text-sm aria-[current=page]:border-primary aria-[current=page]:text-primary-ink";

/** The places that found no room in the bottom bar. */
export function MoreSheet({ open, onOpenChange, near, shell }: MoreSheetProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom">
        <SheetTitle>{t("more")}</SheetTitle>
        <ul className="grid grid-cols-3 gap-2">
          {navFor(shell.capabilities)
            .filter(({ key }) => !near.includes(key))
            .map(({ key, href, icon: Icon }) => (
              <li key={key}>
                <Link
                  href={href}
                  onClick={() => onOpenChange(false)}
                  aria-current={isCurrent(pathname, href) ? "page" : undefined}
                  className={tile}
                >
                  <Icon aria-hidden className="size-5" />
                  {t(`nav.${key}`)}
                </Link>
              </li>
            ))}
          {shell.simulator && (
            <li>
              <a href="/simulator" className={`${tile} border-dashed text-muted-foreground`}>
                <Smartphone aria-hidden className="size-5" />
                {t("simulator")}
              </a>
            </li>
          )}
        </ul>
      </SheetContent>
    </Sheet>
  );
}
