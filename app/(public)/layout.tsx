import type { ReactNode } from "react";
import { setLocaleAction } from "@/app/preferences-actions";
import { ClientMessages } from "@/components/client-messages";
import { LocaleSwitch } from "@/components/locale-switch";
import { LogoMark } from "@/components/logo";

/** Pages that customers open without an account: one narrow column, little script, both languages. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages only={["common", "errors", "public", "intake", "unlock"]}>
      <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-4 pb-8 print:max-w-none print:p-0">
        <header className="flex items-center justify-end py-3 print:hidden">
          <LocaleSwitch action={setLocaleAction} />
        </header>
        <main id="main" className="flex-1">
          {children}
        </main>
        <footer className="mt-10 flex items-center justify-center gap-1.5 text-muted-foreground text-xs print:hidden">
          <LogoMark className="size-4" />
          Voltura
        </footer>
      </div>
    </ClientMessages>
  );
}
