import Link from "next/link";
import type { ReactNode } from "react";

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-sm py-1 font-medium text-foreground underline decoration-border underline-offset-4 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
