import { Download, History } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { namesFor } from "@/lib/audit/names";
import { listActivity, listActors } from "@/lib/audit/queries";
import { activityCursor, activityFilter } from "@/lib/audit/schema";
import { auditHead } from "@/lib/audit/seal";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { ActivityFilters } from "./_components/activity-filters";
import { ActivityList } from "./_components/activity-list";
import { ActivityPager } from "./_components/activity-pager";
import { SealCard } from "./_components/seal-card";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("audit.read");
  const search = await searchParams;
  const filter = activityFilter(search);
  const cursor = activityCursor(search);
  const db = await userDb();
  const [found, actors, head] = await Promise.all([
    listActivity(db, filter, cursor, PAGE + 1),
    listActors(db, me.tenant.id),
    auditHead(db),
  ]);
  const entries = found.slice(0, PAGE);
  const locale = await getLocale();
  const t = await getTranslations("activity");
  const names = await namesFor(db, entries, locale);
  const wanted = new URLSearchParams();
  for (const key of ["person", "kind", "from", "until"]) {
    const value = search[key];
    if (typeof value === "string" && value !== "") wanted.set(key, value);
  }
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-pretty text-muted-foreground text-sm">{t("text")}</p>
      <SealCard head={head} />
      <ActivityFilters actors={actors}>
        <Button variant="outline" asChild>
          <a href={`/settings/activity/export?${wanted}`} download>
            <Download aria-hidden />
            {t("export")}
          </a>
        </Button>
      </ActivityFilters>
      {entries.length === 0 ? (
        <EmptyState icon={History} title={t("empty")} description={t("emptyText")} />
      ) : (
        <ActivityList entries={entries} names={names} />
      )}
      <ActivityPager older={found.length > PAGE ? (entries.at(-1)?.id ?? null) : null} isFirst={cursor === null} />
    </div>
  );
}
