import { Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { StatusBadge } from "@/components/status-badge";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Dashboard } from "@/lib/home/schema";
import { MoreLink } from "./more-link";

const OPEN = ["NEW", "IN_PROGRESS", "READY"] as const;

/** Open tickets, phase by phase, the shop's own statuses inside. */
export function TicketsCard({ tickets }: { tickets: Dashboard["tickets_by_phase"] }) {
  const t = useTranslations("home.tickets");
  const phases = OPEN.map((phase) => {
    const statuses = tickets.filter((row) => row.phase.toUpperCase() === phase && row.count > 0);
    return { phase, statuses, count: statuses.reduce((sum, row) => sum + row.count, 0) };
  });
  const open = phases.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardAction>
          <MoreLink href="/repairs" />
        </CardAction>
      </CardHeader>
      {open === 0 ? (
        <EmptyState className="flex-1 py-8" icon={Wrench} title={t("emptyTitle")} description={t("emptyText")} />
      ) : (
        <CardContent className="grid gap-4">
          {phases.map(({ phase, statuses, count }) => (
            <div key={phase}>
              <div className="flex items-center justify-between gap-3 border-b pb-1.5">
                <StatusBadge value={phase} />
                <span className="font-semibold tabular-nums">{count}</span>
              </div>
              <ul className="pt-1">
                {statuses.map((row) => (
                  <li key={row.status}>
                    <Link
                      href={`/repairs?status=${encodeURIComponent(row.status)}`}
                      className="-mx-2 flex items-center justify-between gap-3 rounded-md px-2 py-1 text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:py-2.5"
                    >
                      <span className="truncate">{row.name}</span>
                      <span className="tabular-nums">{row.count}</span>
                    </Link>
                  </li>
                ))}
                {statuses.length === 0 && <li className="py-1 text-muted-foreground">{t("none")}</li>}
              </ul>
            </div>
          ))}
        </CardContent>
      )}
    </Card>
  );
}
