"use client";

import type { MenuParts } from "@/components/lazy-menu";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export type MoreStepsProps = { steps: { key: string; label: string; isEnd: boolean; take: () => void }[] };

export function MoreStepsPanel({ steps, trigger, triggerClass }: MoreStepsProps & MenuParts) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={triggerClass}>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        {steps.map(({ key, label, isEnd, take }) => (
          <DropdownMenuItem key={key} variant={isEnd ? "destructive" : "default"} onSelect={take}>
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
