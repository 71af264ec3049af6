import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/core/cn";

const LOOKS = {
  danger: { icon: CircleAlert, look: "bg-destructive-soft text-destructive" },
  warning: { icon: TriangleAlert, look: "bg-warning-soft text-warning" },
  success: { icon: CircleCheck, look: "bg-success-soft text-success" },
  info: { icon: Info, look: "bg-info-soft text-info" },
} as const;

type AlertProps = { tone?: keyof typeof LOOKS; title?: ReactNode; children?: ReactNode; className?: string };

/** A lasting message in the page. Put it in an aria-live region when it appears after an act. */
export function Alert({ tone = "info", title, children, className }: AlertProps) {
  const { icon: Icon, look } = LOOKS[tone];
  return (
    <div data-slot="alert" className={cn("flex gap-2.5 rounded-md px-3 py-2.5 text-sm leading-5", look, className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
