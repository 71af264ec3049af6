import type { ComponentProps } from "react";
import { cn } from "@/lib/core/cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      data-slot="card"
      className={cn("flex min-w-0 flex-col rounded-lg border bg-card text-card-foreground shadow-lift", className)}
      {...props}
    />
  );
}

/** Title and description on the left; a CardAction stays at the right. */
export function CardHeader({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-0.5 px-4 pt-4 pb-3 sm:px-5 [&>*]:col-start-1",
        className,
      )}
      {...props}
    />
  );
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("font-semibold text-sm leading-5 tracking-tight", className)} {...props}>
      {children}
    </h2>
  );
}

export function CardDescription({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("text-muted-foreground text-sm", className)} {...props} />;
}

export function CardAction({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("col-start-2! row-span-2 row-start-1 self-start", className)} {...props} />;
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-w-0 px-4 pb-4 first:pt-4 sm:px-5 sm:pb-5 sm:first:pt-5", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "mt-auto flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-t bg-muted/50 px-4 py-3 sm:px-5",
        className,
      )}
      {...props}
    />
  );
}
