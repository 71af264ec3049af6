import { cn } from "@/lib/core/cn";

const motion =
  "data-[state=open]:animate-in data-[state=closed]:animate-out data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 data-[state=open]:zoom-in-[0.98] data-[state=closed]:zoom-out-[0.98] duration-100";

/** What floats over the page: menus, popovers, selects. */
export const menuSurfaceClass = cn(
  "z-50 min-w-40 overflow-y-auto overflow-x-hidden rounded-lg border bg-popover p-1 text-popover-foreground shadow-float",
  motion,
);

export const menuItemClass = cn(
  "relative flex min-h-8 w-full cursor-default select-none items-center gap-2.5 rounded-sm px-2 py-1.5 text-sm outline-hidden pointer-coarse:min-h-11",
  "focus:bg-accent data-[highlighted]:bg-accent data-[disabled='']:pointer-events-none data-[disabled='']:opacity-50",
  "[&_svg:not([class*='size-'])]:size-4 [&_svg]:shrink-0 [&_svg:not([class*='text-'])]:text-muted-foreground",
);

export const overlayClass =
  "fixed inset-0 z-50 bg-overlay data-[state=open]:animate-in data-[state=closed]:animate-out data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 duration-150";
