import { cookies, headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { SessionScripts } from "@/components/session-scripts";
import { authProvider } from "@/lib/auth/provider";
import { requireContext } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { PaletteProvider } from "./_shell/palette-context";
import { PhoneBottomBar, PhoneTopBar } from "./_shell/phone-bars";
import type { ShellData } from "./_shell/shell-data";
import { Sidebar } from "./_shell/sidebar";
import { SIDEBAR_COOKIE } from "./_shell/sidebar-cookie";
import { StandingWatch } from "./_shell/standing-watch";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  // Before anything is read: what changes from here on, the live stream tells.
  const renderedAt = Date.now();
  const { person, tenant, role, capabilities, outlets, tenants, activeOutletId } = await requireContext();
  const shell: ShellData = {
    person,
    tenant,
    role,
    capabilities,
    outlets,
    tenants,
    activeOutletId,
    simulator: env().VOLTURA_MODE === "embedded",
  };
  const t = await getTranslations("shell");
  const startCollapsed = (await cookies()).get(SIDEBAR_COOKIE)?.value === "1";
  return (
    <ClientMessages>
      <PaletteProvider shell={shell}>
        <StandingWatch />
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-foreground px-4 py-2.5 font-medium text-background text-sm focus:translate-y-0"
        >
          {t("skip")}
        </a>
        <div className="flex h-dvh print:block print:h-auto" data-rendered-at={renderedAt}>
          <Sidebar shell={shell} startCollapsed={startCollapsed} />
          <div className="flex min-w-0 flex-1 flex-col print:block">
            <PhoneTopBar shell={shell} />
            <main
              id="main"
              tabIndex={-1}
              className="relative min-h-0 flex-1 overflow-y-auto outline-hidden print:overflow-visible"
            >
              {children}
            </main>
            <PhoneBottomBar shell={shell} />
          </div>
        </div>
      </PaletteProvider>
      <SessionScripts scripts={(await authProvider()).scripts} nonce={(await headers()).get("x-nonce") ?? ""} />
    </ClientMessages>
  );
}
