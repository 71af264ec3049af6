"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";

const HREFS = {
  overview: "/settings/privacy",
  texts: "/settings/privacy/texts",
  requests: "/settings/privacy/requests",
  breaches: "/settings/privacy/breaches",
} as const;

export function PrivacyTabs() {
  const t = useTranslations("privacy.tabs");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")} className="print:hidden">
      <ul className="flex flex-wrap gap-1.5">
        {(Object.keys(HREFS) as (keyof typeof HREFS)[]).map((tab) => {
          const href = HREFS[tab];
          const current = tab === "overview" ? pathname === href : pathname.startsWith(href);
          return (
            <li key={tab}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className="flex h-9 items-center whitespace-nowrap rounded-full border px-3.5 font-medium text-muted-foreground text-sm hover:bg-accent hover:text-foreground aria-[current=page]:border-foreground aria-[current=page]:text-foreground pointer-coarse:h-11"
              >
                {t(tab)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
