"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { LazyMenu } from "@/components/lazy-menu";
import { cn } from "@/lib/core/cn";
import type { ShellData } from "./shell-data";

const load = () => import("./place-menu").then((module) => module.PlaceMenu);

/** Which shop and which outlet one works in; a menu when there is more than one of either. */
export function PlaceSwitcher({
  shell,
  collapsed = false,
  className,
}: {
  shell: ShellData;
  collapsed?: boolean;
  className?: string;
}) {
  const t = useTranslations("shell");
  const outlet = shell.outlets.find((one) => one.id === shell.activeOutletId);
  const choice = shell.outlets.length > 1 || shell.tenants.length > 1;
  const face = (
    <>
      <span className="grid size-8 shrink-0 place-content-center rounded-md bg-primary font-semibold text-primary-foreground text-sm">
        {([...shell.tenant.name][0] ?? "V").toLocaleUpperCase()}
      </span>
      <span className={cn("min-w-0 flex-1 text-left leading-tight", collapsed && "sr-only")}>
        <span className="block truncate font-semibold text-sm">{shell.tenant.name}</span>
        <span className="block truncate text-muted-foreground text-xs leading-4">{outlet?.name ?? t("noOutlet")}</span>
      </span>
    </>
  );
  const look = cn(
    "flex min-h-11 min-w-0 items-center gap-2.5 rounded-md p-1.5",
    collapsed && "justify-center",
    className,
  );
  if (!choice) return <div className={look}>{face}</div>;
  return (
    <LazyMenu
      load={load}
      menuProps={{ shell }}
      triggerClass={cn(look, "hover:bg-accent data-[state=open]:bg-accent")}
      trigger={
        <>
          <span className="sr-only">{t("switchPlace")}: </span>
          {face}
          {!collapsed && <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
        </>
      }
    />
  );
}
