"use client";

import type { ComponentProps } from "react";
import { controlClass } from "@/components/ui/control-style";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/core/cn";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const control = useFieldControl(props);
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        controlClass,
        "h-9 pointer-coarse:h-11 file:mr-3 file:h-full file:border-0 file:bg-transparent file:font-medium file:text-sm",
        className,
      )}
      {...control}
    />
  );
}
