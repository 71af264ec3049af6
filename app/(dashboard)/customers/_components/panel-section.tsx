import type { ReactNode } from "react";
import { cn } from "@/lib/core/cn";

type PanelSectionProps = {
  title: string;
  action?: ReactNode;
  empty?: string | undefined;
  children?: ReactNode;
  className?: string;
};

/** One block of the customer panel: a heading, then its lines or one line that says there are none. */
export function PanelSection({ title, action, empty, children, className }: PanelSectionProps) {
  return (
    <section className={cn("grid gap-2 border-t px-4 py-3.5", className)}>
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h3 className="font-semibold text-xs">{title}</h3>
        {action}
      </div>
      {empty ? <p className="text-muted-foreground text-sm">{empty}</p> : children}
    </section>
  );
}
