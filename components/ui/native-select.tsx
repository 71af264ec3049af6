"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "@/components/ui/control-style";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/core/cn";

/** The platform's own picker: the right choice in forms and on phones. Children are `<option>`s. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  const control = useFieldControl(props);
  return (
    <span className={cn("relative block", className)}>
      <select
        data-slot="native-select"
        className={cn(controlClass, "h-9 appearance-none truncate pr-9 pointer-coarse:h-11")}
        {...control}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
