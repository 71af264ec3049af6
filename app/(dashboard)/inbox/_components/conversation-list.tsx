"use client";

import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ConversationRow } from "@/app/(dashboard)/inbox/_components/conversation-row";
import type { Outlet } from "@/app/(dashboard)/inbox/_components/inbox-screen";
import type { InboxUrl } from "@/app/(dashboard)/inbox/search-params";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { Button } from "@/components/ui/button";
import { useListUrl } from "@/components/use-list-url";
import { cn } from "@/lib/core/cn";
import { INBOX_VIEWS, type InboxView } from "@/lib/inbox/kinds";
import type { InboxList } from "@/lib/inbox/schema";

type ConversationListProps = {
  list: InboxList;
  url: InboxUrl;
  outlets: Outlet[];
  zoneOf: (outletId: string) => string;
  className?: string;
};

export function ConversationList({ list, url, outlets, zoneOf, className }: ConversationListProps) {
  const t = useTranslations("inbox");
  const { href } = useListUrl();
  const outletFilter = {
    name: "outlet",
    label: t("outlet"),
    options: outlets.map((outlet) => ({ value: outlet.id, label: outlet.name })),
  };
  return (
    <section aria-label={t("list")} className={cn("flex w-full min-w-0 shrink-0 flex-col border-r md:w-80", className)}>
      <div className="grid gap-3 border-b px-3 pt-3 [&_search]:flex-nowrap [&_search>div:first-child]:w-auto [&_search>div:first-child]:min-w-0 [&_search>div:first-child]:flex-1 [&_search>span]:max-w-32">
        <ListToolbar searchLabel={t("search")} filters={outlets.length > 1 ? [outletFilter] : []} />
        <nav
          aria-label={t("filters")}
          className="relative -mx-3 flex gap-1 overflow-x-auto px-3 pb-2 [scrollbar-width:none]"
        >
          {INBOX_VIEWS.map((view) => (
            <ViewChip
              key={view}
              view={view}
              current={url.view === view}
              href={href({ view, show: null })}
              list={list}
            />
          ))}
        </nav>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.rows.length === 0 ? (
          <EmptyState
            icon={url.q ? SearchX : Inbox}
            title={url.q ? t("empty.search") : t(`empty.${url.view}`)}
            description={url.q || url.view !== "open" ? undefined : t("empty.hint")}
          />
        ) : (
          <ul>
            {list.rows.map((row) => (
              <ConversationRow
                key={row.id}
                row={row}
                href={href({ c: row.id })}
                current={row.id === url.conversationId}
                timeZone={zoneOf(row.outlet_id)}
                outlet={outlets.length > 1 ? outlets.find((outlet) => outlet.id === row.outlet_id)?.code : undefined}
              />
            ))}
          </ul>
        )}
        {list.more && (
          <div className="p-3 text-center">
            <Button variant="outline" size="sm" asChild>
              <Link href={href({ show: String(url.limit + 40) })} scroll={false} replace>
                {t("more")}
              </Link>
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

type ViewChipProps = { view: InboxView; current: boolean; href: string; list: InboxList };

function ViewChip({ view, current, href, list }: ViewChipProps) {
  const t = useTranslations("inbox.views");
  const chip = useRef<HTMLAnchorElement>(null);
  // The row of chips is wider than the column: the chosen one is never out of sight.
  useEffect(() => {
    if (current) chip.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  const count = view === "closed" ? 0 : list.counts[view];
  return (
    <Link
      ref={chip}
      href={href}
      replace
      scroll={false}
      prefetch={false}
      aria-current={current ? "true" : undefined}
      className={cn(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 font-medium text-muted-foreground text-xs hover:bg-accent hover:text-foreground pointer-coarse:h-10",
        current && "bg-foreground text-background hover:bg-foreground hover:text-background",
      )}
    >
      {t(view)}
      {count > 0 && <span className={cn("tabular-nums", current ? "opacity-80" : "text-foreground")}>{count}</span>}
    </Link>
  );
}
