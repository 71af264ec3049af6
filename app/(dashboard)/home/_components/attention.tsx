import { CheckCheck, type LucideIcon, MessageCircle, PackageCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { MoneyText } from "@/components/money-text";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import type { Dashboard } from "@/lib/home/schema";
import { MoreLink } from "./more-link";

const SHOWN = 5;

export function ApprovalsCard({ approvals }: { approvals: Dashboard["waiting_approvals"] }) {
  const t = useTranslations("home.approvals");
  return (
    <AttentionCard title={t("title")} count={approvals.length} href="/repairs" icon={CheckCheck} empty={t("empty")}>
      {approvals.slice(0, SHOWN).map((row) => (
        <Row
          key={row.ticket_id}
          href={`/repairs/${row.ticket_id}`}
          title={row.customer_name ?? row.number}
          note={row.number}
          value={<MoneyText sen={row.total_sen} strong />}
          aside={<DateText at={row.since} kind="relative" />}
        />
      ))}
    </AttentionCard>
  );
}

export function UnansweredCard({ unanswered }: { unanswered: Dashboard["unanswered"] }) {
  const t = useTranslations("home.unanswered");
  return (
    <AttentionCard title={t("title")} count={unanswered.length} href="/inbox" icon={MessageCircle} empty={t("empty")}>
      {unanswered.slice(0, SHOWN).map((row) => (
        <Row
          key={row.conversation_id}
          href={`/inbox/${row.conversation_id}`}
          title={row.customer_name ?? t("unknown")}
          note={row.preview ?? t("media")}
          aside={<DateText at={row.waiting_since} kind="relative" />}
        />
      ))}
    </AttentionCard>
  );
}

export function LowStockCard({ products }: { products: Dashboard["low_stock"] }) {
  const t = useTranslations("home.lowStock");
  return (
    <AttentionCard title={t("title")} count={products.length} href="/stock" icon={PackageCheck} empty={t("empty")}>
      {products.slice(0, SHOWN).map((row) => (
        <Row
          key={row.product_id}
          href={`/stock/${row.product_id}`}
          title={row.name}
          note={t("reorderAt", { level: row.reorder_level })}
          value={<Badge tone={row.on_hand <= 0 ? "danger" : "warning"}>{t("left", { count: row.on_hand })}</Badge>}
        />
      ))}
    </AttentionCard>
  );
}

type AttentionCardProps = {
  title: string;
  count: number;
  href: string;
  icon: LucideIcon;
  empty: string;
  children: ReactNode;
};

function AttentionCard({ title, count, href, icon, empty, children }: AttentionCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          {title}
          {count > 0 && <Badge tone="brand">{count}</Badge>}
        </CardTitle>
        <CardAction>
          <MoreLink href={href} />
        </CardAction>
      </CardHeader>
      {count === 0 ? (
        <EmptyState className="flex-1 py-8" icon={icon} title={empty} />
      ) : (
        <ul className="divide-y pb-1">{children}</ul>
      )}
    </Card>
  );
}

function Row({
  href,
  title,
  note,
  value,
  aside,
}: {
  href: string;
  title: string;
  note: string;
  value?: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <li>
      <Link
        href={href}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5 hover:bg-muted/60 focus-visible:-outline-offset-2 sm:px-5"
      >
        <span className="truncate font-medium">{title}</span>
        <span className="text-right">{value ?? <span className="text-muted-foreground text-xs">{aside}</span>}</span>
        <span className={cn("truncate text-muted-foreground text-xs", !(value && aside) && "col-span-2")}>{note}</span>
        {value && aside && <span className="text-right text-muted-foreground text-xs">{aside}</span>}
      </Link>
    </li>
  );
}
