"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/core/cn";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & { onCheckedChange?: (checked: boolean) => void };

/** On or off, at once. In a form it sends `name=on`. */
export function Switch({ className, onCheckedChange, onChange, ...props }: SwitchProps) {
  // The state is the checkbox's own: a switch needs no aria-checked beside it.
  const control = { role: "switch", ...props };
  return (
    <span data-slot="switch" className={cn("relative inline-flex h-5.5 w-9.5 shrink-0", className)}>
      <input
        type="checkbox"
        className="peer h-full w-full cursor-pointer appearance-none rounded-full bg-input transition-colors checked:bg-foreground focus-visible:outline-2 focus-visible:outline-offset-2 disabled:cursor-not-allowed disabled:opacity-50"
        onChange={(event) => {
          onChange?.(event);
          onCheckedChange?.(event.currentTarget.checked);
        }}
        {...control}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-0.5 left-0.5 size-4.5 rounded-full bg-card shadow-sm transition-transform peer-checked:translate-x-4"
      />
    </span>
  );
}
