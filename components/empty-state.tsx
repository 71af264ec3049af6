import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/core/cn";

type EmptyStateProps = {
  icon?: LucideIcon;
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
  /** The title is the heading of the page: nothing else is on it. */
  isPage?: boolean;
};

/** Says what will be here and offers the first step towards it. */
export function EmptyState({ icon: Icon, title, description, action, className, isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={cn("flex flex-col items-center justify-center gap-1 px-6 py-12 text-center", className)}>
      {Icon && (
        <span className="mb-3 grid size-11 place-content-center rounded-xl border bg-muted text-muted-foreground">
          <Icon aria-hidden className="size-5" />
        </span>
      )}
      <Title className="font-semibold text-sm">{title}</Title>
      {description && <p className="max-w-sm text-pretty text-muted-foreground text-sm">{description}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
