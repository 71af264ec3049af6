"use client";

import {
  Boxes,
  FileText,
  Languages,
  type LucideIcon,
  Moon,
  Receipt,
  ScanBarcode,
  Smartphone,
  Sun,
  User,
  Wrench,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useState } from "react";
import { setLocaleAction } from "@/app/preferences-actions";
import { Command, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";
import { hitHref } from "@/lib/search/href";
import type { SearchHit } from "@/lib/search/schema";
import { navFor } from "./nav";
import type { ShellData } from "./shell-data";
import { useSearch } from "./use-search";

const ICONS: Record<SearchHit["kind"], LucideIcon> = {
  customer: User,
  ticket: Wrench,
  product: Boxes,
  invoice: FileText,
  sale: Receipt,
};
const KINDS = ["customer", "ticket", "product", "invoice", "sale"] as const;

type PaletteProps = { shell: ShellData; open: boolean; onOpenChange: (open: boolean) => void };

/** Everything by name: records, pages, and a few acts. Arrow keys, Enter, Escape. */
export function Palette({ shell, open, onOpenChange }: PaletteProps) {
  const t = useTranslations("shell");
  const [text, setText] = useState("");
  const change = (next: boolean) => {
    if (!next) setText("");
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent className="top-[12dvh]! bottom-auto! max-h-[76dvh] translate-y-0! gap-0 overflow-hidden p-0 max-sm:inset-x-3 max-sm:w-auto max-sm:rounded-xl sm:max-w-xl sm:p-0 [&>button]:hidden">
        <DialogTitle className="sr-only">{t("palette.title")}</DialogTitle>
        <Command shouldFilter={false} loop label={t("palette.title")}>
          <CommandInput placeholder={t("palette.placeholder")} value={text} onValueChange={setText} maxLength={80} />
          <Results shell={shell} text={text} close={() => change(false)} />
        </Command>
      </DialogContent>
    </Dialog>
  );
}

function Results({ shell, text, close }: { shell: ShellData; text: string; close: () => void }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const search = useSearch(text);
  const actions = useActions(shell);
  const needle = text.trim().toLocaleLowerCase();
  const matches = (words: string) => needle === "" || words.toLocaleLowerCase().includes(needle);
  const pages = navFor(shell.capabilities).filter(({ key }) => matches(t(`nav.${key}`)));
  const acts = actions.filter(({ label }) => matches(label));
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const nothing = search.status === "done" && search.hits.length === 0 && pages.length === 0 && acts.length === 0;
  return (
    <>
      <p
        role="status"
        className={
          nothing || search.status === "failed" ? "px-4 py-10 text-center text-muted-foreground text-sm" : "sr-only"
        }
      >
        {search.status === "failed" && t("palette.failed")}
        {nothing && t("palette.nothing", { query: search.query })}
        {search.status === "done" && !nothing && t("palette.count", { count: search.hits.length })}
      </p>
      {search.status === "loading" && search.hits.length === 0 && (
        <div className="flex items-center gap-2 px-4 pt-4 pb-1 text-muted-foreground text-sm">
          <Spinner />
          {t("palette.searching")}
        </div>
      )}
      <CommandList label={t("palette.results")} className={cn(nothing && "hidden")}>
        {KINDS.map((kind) => {
          const hits = search.hits.filter((hit) => hit.kind === kind);
          const Icon = ICONS[kind];
          if (hits.length === 0) return null;
          return (
            <CommandGroup key={kind} heading={t(`palette.kinds.${kind}`)}>
              {hits.map((hit) => (
                <CommandItem key={hit.id} value={`${kind}:${hit.id}`} onSelect={() => go(hitHref(hit))}>
                  <Icon aria-hidden />
                  <span className="min-w-0 flex-1 truncate">{hit.title}</span>
                  {hit.subtitle && (
                    <span className="max-w-[50%] truncate text-muted-foreground text-xs tabular-nums">
                      {hit.subtitle}
                    </span>
                  )}
                </CommandItem>
              ))}
            </CommandGroup>
          );
        })}
        {acts.length > 0 && (
          <CommandGroup heading={t("palette.actions")}>
            {acts.map(({ key, label, icon: Icon, run }) => (
              <CommandItem
                key={key}
                value={`act:${key}`}
                onSelect={() => {
                  close();
                  run();
                }}
              >
                <Icon aria-hidden />
                {label}
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {pages.length > 0 && (
          <CommandGroup heading={t("palette.pages")}>
            {pages.map(({ key, href, icon: Icon }) => (
              <CommandItem key={key} value={`page:${key}`} onSelect={() => go(href)}>
                <Icon aria-hidden />
                {t(`nav.${key}`)}
              </CommandItem>
            ))}
          </CommandGroup>
        )}
      </CommandList>
    </>
  );
}

type PaletteAction = { key: string; label: string; icon: LucideIcon; run: () => void };

function useActions(shell: ShellData): PaletteAction[] {
  const t = useTranslations("shell.palette.acts");
  const router = useRouter();
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const dark = resolvedTheme === "dark";
  const acts: (PaletteAction | false)[] = [
    shell.capabilities.includes("pos.sell") && {
      key: "sale",
      label: t("sale"),
      icon: ScanBarcode,
      run: () => router.push("/counter"),
    },
    shell.simulator && {
      key: "simulator",
      label: t("simulator"),
      icon: Smartphone,
      run: () => void window.open("/simulator", "_blank", "noreferrer"),
    },
    {
      key: "theme",
      label: dark ? t("light") : t("dark"),
      icon: dark ? Sun : Moon,
      run: () => setTheme(dark ? "light" : "dark"),
    },
    {
      key: "language",
      label: t("language"),
      icon: Languages,
      run: () => void setLocaleAction(locale === "ms" ? "en" : "ms"),
    },
  ];
  return acts.filter((act) => act !== false);
}
