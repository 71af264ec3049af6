import { cn } from "@/lib/core/cn";

/** The look every text control shares. */
export const controlClass = cn(
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base shadow-lift transition-[border-color,box-shadow] md:text-sm",
  "placeholder:text-muted-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring",
  "disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-60 [&[readonly]]:bg-muted",
  "aria-invalid:border-destructive aria-invalid:outline-destructive",
);
