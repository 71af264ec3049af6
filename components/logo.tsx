import { cn } from "@/lib/core/cn";

/** The mark; decorative unless a name stands beside it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7", className)}>
      <rect width="32" height="32" rx="7.5" fill="#c8102e" />
      <path d="M6.8 8h6.3l4.2 10.2L21 8h4.4l-7 16.4h-4.3z" fill="#fff" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5 font-semibold text-base tracking-tight", className)}>
      <LogoMark />
      Voltura
    </span>
  );
}
