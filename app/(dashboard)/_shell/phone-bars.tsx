"use client";

import { Ellipsis, Search } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import { isCurrent, navFor } from "./nav";
import { usePalette } from "./palette-context";
import { PlaceSwitcher } from "./place-switcher";
import type { ShellData } from "./shell-data";
import { UserMenu } from "./user-menu";

// Loaded when first opened.
const MoreSheet = dynamic(() => import("./more-sheet").then((module) => module.MoreSheet), { ssr: false });

export function PhoneTopBar({ shell }: { shell: ShellData }) {
  const t = useTranslations("shell");
  const { open } = usePalette();
  return (
    <header className="flex items-center gap-1 border-b bg-sidebar px-2 pt-[env(safe-area-inset-top)] md:hidden print:hidden">
      <PlaceSwitcher shell={shell} className="flex-1" />
      <Button variant="ghost" size="icon" onClick={open} aria-label={t("search")}>
        <Search aria-hidden className="size-5!" />
      </Button>
      <UserMenu shell={shell} collapsed />
    </header>
  );
}

const ROOM = 4;
const itemClass =
  "relative flex h-14 w-full flex-col items-center justify-center gap-0.5 rounded-md px-1 font-medium text-2xs text-muted-foreground aria-[current=page]:text-primary-ink focus-visible:-outline-offset-2";

/** Four places within reach of a thumb, the rest in a sheet. */
export function PhoneBottomBar({ shell }: { shell: ShellData }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [more, setMore] = useState(false);
  const [wanted, setWanted] = useState(false);
  const items = navFor(shell.capabilities);
  const near = items.length <= ROOM + 1 && !shell.simulator ? items : items.slice(0, ROOM);
  const rest = items.filter((item) => !near.includes(item));
  return (
    <nav
      aria-label={t("mainNav")}
      className="border-t bg-sidebar pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex">
        {near.map(({ key, href, icon: Icon }) => (
          <li key={key} className="min-w-0 flex-1">
            <Link href={href} aria-current={isCurrent(pathname, href) ? "page" : undefined} className={itemClass}>
              <Icon aria-hidden className="size-5" />
              <span className="max-w-full truncate">{t(`nav.${key}`)}</span>
            </Link>
          </li>
        ))}
        {(rest.length > 0 || shell.simulator) && (
          <li className="min-w-0 flex-1">
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={more}
              onClick={() => {
                setWanted(true);
                setMore(true);
              }}
              className={cn(itemClass, rest.some(({ href }) => isCurrent(pathname, href)) && "text-primary-ink")}
            >
              <Ellipsis aria-hidden className="size-5" />
              {t("more")}
            </button>
            {wanted && <MoreSheet open={more} onOpenChange={setMore} near={near.map(({ key }) => key)} shell={shell} />}
          </li>
        )}
      </ul>
    </nav>
  );
}
