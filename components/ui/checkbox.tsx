"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/core/cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { onCheckedChange?: (checked: boolean) => void };

/** The platform's own checkbox in our clothes: in a form it sends `name=on` when ticked (or `value`). */
export function Checkbox({ className, onCheckedChange, onChange, ...props }: CheckboxProps) {
  return (
    <span data-slot="checkbox" className={cn("relative inline-grid size-4.5 shrink-0", className)}>
      <input
        type="checkbox"
        className={cn(
          "peer size-4.5 cursor-pointer appearance-none rounded-sm border border-input bg-card shadow-lift transition-colors checked:border-primary checked:bg-primary",
          "focus-visible:outline-2 focus-visible:outline-offset-2 disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive",
        )}
        onChange={(event) => {
          onChange?.(event);
          onCheckedChange?.(event.currentTarget.checked);
        }}
        {...props}
      />
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 m-auto hidden size-3.5 fill-none stroke-[2.5] stroke-primary-foreground peer-checked:block"
      >
        <path d="M3 8.5 6.5 12 13 4.5" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}
