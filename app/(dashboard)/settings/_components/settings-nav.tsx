"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export type SettingsSection =
  | "business"
  | "outlets"
  | "team"
  | "whatsapp"
  | "cannedReplies"
  | "concierge"
  | "privacy"
  | "activity"
  | "apiKeys"
  | "account";

const HREFS: Record<SettingsSection, string> = {
  business: "/settings",
  outlets: "/settings/outlets",
  team: "/settings/team",
  whatsapp: "/settings/whatsapp",
  cannedReplies: "/settings/canned-replies",
  concierge: "/settings/concierge",
  privacy: "/settings/privacy",
  activity: "/settings/activity",
  apiKeys: "/settings/api-keys",
  account: "/settings/account",
};

/** As `px-4`: what begins there stands under the page's title. */
const EDGE_PX = 16;

const isOpen = (href: string, pathname: string): boolean =>
  href === "/settings" ? pathname === href : pathname.startsWith(href);

/** The sections a person may change, as tabs that are pages. */
export function SettingsNav({ sections }: { sections: readonly SettingsSection[] }) {
  const t = useTranslations("settings.sections");
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  const open = sections.findIndex((section) => isOpen(HREFS[section], pathname));
  // On a phone there are more sections than fit: the one that is open is brought into sight, the row beginning with a whole one.
  useEffect(() => {
    const row = nav.current;
    const all = [...(row?.querySelectorAll("li") ?? [])];
    const current = all[open];
    if (!row || !current) return;
    const room = row.clientWidth - current.offsetWidth;
    const starts = [...row.querySelectorAll("li")]
      .map((one) => one.offsetLeft)
      .filter((at) => at <= current.offsetLeft);
    const first = starts.find((at) => current.offsetLeft - at <= room / 2) ?? current.offsetLeft;
    row.scrollLeft = first - EDGE_PX;
  }, [open]);
  return (
    <div className="-mx-4 border-b sm:mx-0">
      <nav
        ref={nav}
        aria-label={t("label")}
        className="-mb-px relative snap-x scroll-px-4 overflow-x-auto px-4 max-sm:[mask-image:linear-gradient(to_right,transparent_0.25rem,black_1rem,black_calc(100%-1.5rem),transparent)] sm:scroll-px-0 sm:px-0"
      >
        <ul className="flex w-max gap-1">
          {sections.map((section, index) => (
            <li key={section} className="snap-start">
              <Link
                href={HREFS[section]}
                aria-current={index === open ? "page" : undefined}
                className="flex h-10 items-center whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted-foreground text-sm hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-primary aria-[current=page]:text-foreground pointer-coarse:h-11"
              >
                {t(section)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
