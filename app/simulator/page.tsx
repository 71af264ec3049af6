import { getTranslations } from "next-intl/server";
import { setLocaleAction } from "@/app/preferences-actions";
import { LocaleSwitch } from "@/components/locale-switch";
import { Logo } from "@/components/logo";
import { listPhones, listShops } from "@/lib/whatsapp/simulator-network";
import { simulatorSql } from "@/lib/whatsapp/simulator-server";
import { Simulator } from "./_components/simulator";

type Search = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined): string | null => (typeof value === "string" ? value : null);

export default async function SimulatorPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const sql = simulatorSql();
  const [shops, phones, t] = await Promise.all([listShops(sql), listPhones(sql), getTranslations("simulator")]);
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-muted">
      <header className="flex items-center justify-between gap-4 border-b bg-card px-4 py-2.5">
        <div className="flex min-w-0 items-center gap-3">
          <Logo />
          <div className="min-w-0">
            <h1 className="truncate font-semibold text-sm">{t("title")}</h1>
            <p className="truncate text-muted-foreground text-xs max-sm:sr-only">{t("intro")}</p>
          </div>
        </div>
        <LocaleSwitch action={setLocaleAction} />
      </header>
      <main id="main" className="min-h-0 flex-1">
        <Simulator
          shops={shops.map((shop) => ({ ...shop }))}
          initialPhones={phones.map((phone) => ({ ...phone }))}
          initialPhone={one(search["phone"])}
          initialShop={one(search["shop"])}
        />
      </main>
    </div>
  );
}
