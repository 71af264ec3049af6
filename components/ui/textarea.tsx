"use client";

import type { ComponentProps } from "react";
import { controlClass } from "@/components/ui/control-style";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/core/cn";

/** Grows with its text. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  const control = useFieldControl(props);
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(controlClass, "field-sizing-content max-h-80 min-h-20 py-2 leading-relaxed", className)}
      {...control}
    />
  );
}
