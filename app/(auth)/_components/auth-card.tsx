import type { ReactNode } from "react";

/** Title, what to do, the form, and the way elsewhere. */
export function AuthCard({
  title,
  lead,
  footer,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="text-balance font-semibold text-2xl leading-8 tracking-[-0.02em]">{title}</h1>
        {lead && <p className="text-pretty text-muted-foreground text-sm">{lead}</p>}
      </div>
      {children}
      {footer && <div className="text-muted-foreground text-sm">{footer}</div>}
    </div>
  );
}
