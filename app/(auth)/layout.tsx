import { headers } from "next/headers";
import type { ReactNode } from "react";
import { setLocaleAction } from "@/app/preferences-actions";
import { ClientMessages } from "@/components/client-messages";
import { LocaleSwitch } from "@/components/locale-switch";
import { Logo } from "@/components/logo";
import { SessionScripts } from "@/components/session-scripts";
import { authProvider } from "@/lib/auth/provider";
import { Story } from "./_components/story";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { scripts } = await authProvider();
  return (
    <ClientMessages only={["auth", "common", "errors"]}>
      <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
        <div className="flex flex-col px-5 py-5 sm:px-10 sm:py-7">
          <header className="flex items-center justify-between gap-4">
            <Logo />
            <LocaleSwitch action={setLocaleAction} />
          </header>
          <main id="main" className="flex flex-1 flex-col items-center justify-center py-10">
            <div className="w-full max-w-md">{children}</div>
          </main>
        </div>
        <Story />
      </div>
      <SessionScripts scripts={scripts} nonce={(await headers()).get("x-nonce") ?? ""} />
    </ClientMessages>
  );
}
