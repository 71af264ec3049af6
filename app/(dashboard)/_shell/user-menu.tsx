"use client";

import { useTranslations } from "next-intl";
import { LazyMenu } from "@/components/lazy-menu";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/core/cn";
import type { ShellData } from "./shell-data";

const load = () => import("./user-menu-panel").then((module) => module.UserMenuPanel);

export function UserMenu({ shell, collapsed = false }: { shell: ShellData; collapsed?: boolean }) {
  const t = useTranslations("shell");
  const tc = useTranslations("common");
  return (
    <LazyMenu
      load={load}
      menuProps={{ shell, end: collapsed }}
      triggerClass={cn(
        "flex min-h-11 min-w-0 items-center gap-2.5 rounded-md p-1.5 hover:bg-accent data-[state=open]:bg-accent",
        collapsed && "justify-center",
      )}
      trigger={
        <>
          <span className="sr-only">{t("account")}: </span>
          <Avatar name={shell.person.name} size="sm" />
          <span className={cn("min-w-0 flex-1 text-left leading-tight", collapsed && "sr-only")}>
            <span className="block truncate font-medium text-sm">{shell.person.name}</span>
            <span className="block truncate text-muted-foreground text-xs leading-4">{tc(`roles.${shell.role}`)}</span>
          </span>
        </>
      }
    />
  );
}
