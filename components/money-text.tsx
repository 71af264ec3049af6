import { cn } from "@/lib/core/cn";
import { formatSen } from "@/lib/core/money";

/** Whole sen as ringgit, in figures of equal width. */
export function MoneyText({ sen, className, strong = false }: { sen: number; className?: string; strong?: boolean }) {
  return (
    <span className={cn("whitespace-nowrap tabular-nums", strong && "font-semibold", className)}>{formatSen(sen)}</span>
  );
}
