import { cva, type VariantProps } from "class-variance-authority";
import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/lib/core/cn";

export const buttonVariants = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-[background-color,border-color,color,box-shadow]",
    "focus-visible:outline-2 focus-visible:outline-offset-2 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
    "[&_svg:not([class*='size-'])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground shadow-lift hover:bg-primary-hover",
        secondary: "bg-secondary text-secondary-foreground hover:bg-accent",
        outline: "border bg-card text-foreground shadow-lift hover:bg-accent",
        ghost: "text-foreground hover:bg-accent",
        destructive:
          "border border-destructive/40 bg-card text-destructive hover:border-destructive/60 hover:bg-destructive-soft",
        link: "h-auto! rounded-sm px-0! text-primary-ink underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-8 px-2.5 text-xs pointer-coarse:h-10 pointer-coarse:px-3 pointer-coarse:text-sm",
        default: "h-9 px-3.5 text-sm pointer-coarse:h-11",
        lg: "h-11 px-5 text-base pointer-coarse:h-12",
        icon: "size-9 pointer-coarse:size-11",
        "icon-sm": "size-8 pointer-coarse:size-10",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean };

/** `asChild` gives its look to the one child, usually a Link. */
export function Button({ className, variant, size, asChild = false, type, ...props }: ButtonProps) {
  const look = cn(buttonVariants({ variant, size }), className);
  if (asChild) return <Slot.Root data-slot="button" className={look} {...props} />;
  return <button data-slot="button" type={type ?? "button"} className={look} {...props} />;
}
