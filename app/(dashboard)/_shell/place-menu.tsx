"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { MenuParts } from "@/components/lazy-menu";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { switchOutletAction, switchTenantAction } from "./actions";
import type { ShellData } from "./shell-data";

export function PlaceMenu({ shell, trigger, triggerClass }: MenuParts & { shell: ShellData }) {
  const t = useTranslations("shell");
  const tc = useTranslations("common");
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();

  const run = (work: () => Promise<{ ok: boolean; code?: string } | null>) =>
    startTransition(async () => {
      const result = await work();
      if (result && !result.ok && result.code) toast.error(errorText(result.code));
    });

  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={cn(triggerClass, pending && "animate-pulse")} aria-busy={pending || undefined}>
        {trigger}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>{t("outlets")}</DropdownMenuLabel>
        {shell.outlets.map((one) => (
          <DropdownMenuItem
            key={one.id}
            role="menuitemradio"
            aria-checked={one.id === shell.activeOutletId}
            onSelect={() => run(() => safely(switchOutletAction)(null, { outletId: one.id }))}
          >
            <span className="w-9 shrink-0 font-medium text-2xs text-muted-foreground tabular-nums">{one.code}</span>
            <span className="min-w-0 flex-1 truncate">{one.name}</span>
            {one.id === shell.activeOutletId && <Check aria-hidden className="text-primary-ink" />}
          </DropdownMenuItem>
        ))}
        {shell.tenants.length > 1 && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>{t("shops")}</DropdownMenuLabel>
            {shell.tenants.map((one) => (
              <DropdownMenuItem
                key={one.id}
                role="menuitemradio"
                aria-checked={one.id === shell.tenant.id}
                onSelect={() =>
                  one.id !== shell.tenant.id && run(() => safely(switchTenantAction)(null, { tenantId: one.id }))
                }
              >
                <span className="min-w-0 flex-1 truncate">{one.name}</span>
                <span className="text-muted-foreground text-xs">{tc(`roles.${one.role}`)}</span>
                {one.id === shell.tenant.id && <Check aria-hidden className="text-primary-ink" />}
              </DropdownMenuItem>
            ))}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
