import type { ComponentProps } from "react";
import { cn } from "@/lib/core/cn";

export function Label({ className, htmlFor, children, ...props }: ComponentProps<"label">) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn("flex items-center gap-1.5 font-medium text-sm leading-5 has-disabled:opacity-60", className)}
      {...props}
    >
      {children}
    </label>
  );
}
