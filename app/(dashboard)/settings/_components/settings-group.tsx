import type { ReactNode } from "react";

/** One group of a settings form: what it is about on the left, its fields on the right. */
export function SettingsGroup({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-x-10 gap-y-4 border-t pt-6 first:border-t-0 first:pt-0 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <legend className="sr-only">{title}</legend>
      <div aria-hidden className="leading-5">
        <p className="font-semibold">{title}</p>
        {text && <p className="mt-1 text-pretty text-muted-foreground text-xs">{text}</p>}
      </div>
      <div className="grid content-start gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
