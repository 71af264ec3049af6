"use client";

import { PanelLeftClose, PanelLeftOpen, Search, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/core/cn";
import { NavLinks } from "./nav-links";
import { usePalette } from "./palette-context";
import { PlaceSwitcher } from "./place-switcher";
import type { ShellData } from "./shell-data";
import { rememberCollapsed } from "./sidebar-cookie";
import { UserMenu } from "./user-menu";

/** Desktop navigation. Its width is remembered in a cookie so that the server draws it right the first time. */
export function Sidebar({ shell, startCollapsed }: { shell: ShellData; startCollapsed: boolean }) {
  const t = useTranslations("shell");
  const { open } = usePalette();
  const [collapsed, setCollapsed] = useState(startCollapsed);
  const toggle = () => {
    const next = !collapsed;
    setCollapsed(next);
    rememberCollapsed(next);
  };
  const ToggleIcon = collapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <aside
      className={cn(
        "hidden shrink-0 flex-col gap-3 border-r bg-sidebar p-3 transition-[width] duration-150 md:flex print:hidden",
        collapsed ? "w-16" : "w-60",
      )}
    >
      <PlaceSwitcher shell={shell} collapsed={collapsed} />
      <button
        type="button"
        onClick={open}
        aria-keyshortcuts="Control+K Meta+K"
        className={cn(
          "flex h-9 items-center gap-2.5 rounded-md border bg-card px-2.5 text-muted-foreground text-sm shadow-lift hover:text-foreground pointer-coarse:h-11",
          collapsed && "justify-center px-0",
        )}
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className={cn("flex-1 truncate text-left", collapsed && "sr-only")}>{t("search")}</span>
        {!collapsed && (
          <kbd aria-hidden className="rounded-sm border px-1 font-sans text-2xs">
            Ctrl K
          </kbd>
        )}
      </button>
      <nav aria-label={t("mainNav")} className="-mx-3 min-h-0 flex-1 overflow-y-auto px-3">
        <NavLinks capabilities={shell.capabilities} collapsed={collapsed} />
      </nav>
      {shell.simulator && <SimulatorLink collapsed={collapsed} />}
      <div className={cn("-mx-3 -mb-3 flex items-center gap-1 border-t p-2", collapsed && "flex-col")}>
        <div className="min-w-0 flex-1 *:w-full">
          <UserMenu shell={shell} collapsed={collapsed} />
        </div>
        <Tooltip label={collapsed ? t("expand") : t("collapse")} side="right">
          <Button
            variant="ghost"
            size="icon-sm"
            onClick={toggle}
            aria-expanded={!collapsed}
            aria-label={t("toggleSidebar")}
          >
            <ToggleIcon aria-hidden className="text-muted-foreground" />
          </Button>
        </Tooltip>
      </div>
    </aside>
  );
}

function SimulatorLink({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("shell");
  const link = (
    <a
      href="/simulator"
      target="_blank"
      rel="noreferrer"
      className={cn(
        "flex h-9 items-center gap-3 rounded-md border border-dashed px-2.5 text-muted-foreground text-sm hover:border-solid hover:text-foreground",
        collapsed && "justify-center px-0",
      )}
    >
      <Smartphone aria-hidden className="size-4.5 shrink-0" />
      <span className={cn("truncate", collapsed && "sr-only")}>{t("simulator")}</span>
    </a>
  );
  return collapsed ? (
    <Tooltip label={t("simulator")} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
