"use client";

import { FileText, History, MessageCircle, Receipt, ShieldCheck, StickyNote, Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTimelineText } from "@/app/(dashboard)/customers/_components/use-timeline-text";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { MoneyText } from "@/components/money-text";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { useListUrl } from "@/components/use-list-url";
import { readJson } from "@/lib/core/read-json";
import { TIMELINE_KINDS, type TimelineKind } from "@/lib/customers/kinds";
import type { Timeline, TimelineRow } from "@/lib/customers/schema";
import { timelineHref } from "@/lib/customers/timeline";

const ICONS = {
  message: MessageCircle,
  ticket: Wrench,
  sale: Receipt,
  invoice: FileText,
  note: StickyNote,
  consent: ShieldCheck,
};

type TimelineViewProps = { customerId: string; kind: TimelineKind | null; first: Timeline };

/** Everything that happened with a customer, newest first. */
export function TimelineView({ customerId, kind, first }: TimelineViewProps) {
  const t = useTranslations("customers");
  const { change } = useListUrl();
  const { rows, more, state, load } = useMore(customerId, kind, first);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("timeline.title")}</CardTitle>
        <CardAction>
          <NativeSelect
            aria-label={t("timeline.filter")}
            value={kind ?? ""}
            onChange={(event) => change({ kind: event.target.value })}
          >
            <option value="">{t("timeline.all")}</option>
            {TIMELINE_KINDS.map((value) => (
              <option key={value} value={value}>
                {t(`timeline.kinds.${value}`)}
              </option>
            ))}
          </NativeSelect>
        </CardAction>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <EmptyState icon={History} title={t("timeline.empty")} />
        ) : (
          <ol className="grid">
            {rows.map((row) => (
              <TimelineLine key={`${row.kind}-${row.id}`} row={row} />
            ))}
          </ol>
        )}
        {more && (
          <div className="pt-3 text-center">
            <Button
              variant="outline"
              size="sm"
              onClick={() => void load()}
              aria-disabled={state === "loading" || undefined}
            >
              {state === "loading" && <Spinner />}
              {t(state === "failed" ? "timeline.failed" : "timeline.more")}
            </Button>
          </div>
        )}
      </CardContent>
    </Card>
  );
}

function TimelineLine({ row }: { row: TimelineRow }) {
  const text = useTimelineText();
  const Icon = ICONS[row.kind];
  const href = timelineHref(row);
  const { title, detail } = text(row);
  const body = (
    <>
      <span className="grid size-8 shrink-0 place-content-center rounded-full border bg-card text-muted-foreground">
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 font-medium">{title}</span>
          {row.amount_sen !== null && <MoneyText sen={row.amount_sen} />}
        </span>
        {detail && <span className="line-clamp-2 text-muted-foreground [overflow-wrap:anywhere]">{detail}</span>}
        <span className="text-muted-foreground text-xs">
          <DateText at={row.at} />
        </span>
      </span>
    </>
  );
  return (
    <li className="border-t text-sm first:border-t-0">
      {href ? (
        <Link href={href} className="-mx-2 flex gap-3 rounded-md px-2 py-3 hover:bg-accent">
          {body}
        </Link>
      ) : (
        <div className="flex gap-3 py-3">{body}</div>
      )}
    </li>
  );
}

function useMore(customerId: string, kind: TimelineKind | null, first: Timeline) {
  const [older, setOlder] = useState<Timeline | null>(null);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const rows = [...first.rows, ...(older?.rows ?? [])];
  const load = async () => {
    const last = rows.at(-1);
    if (!last || state === "loading") return;
    setState("loading");
    const query = new URLSearchParams({ before: last.at, ...(kind ? { kind } : {}) });
    const page = await readJson<Timeline>(`/customers/${customerId}/timeline?${query}`);
    if (!page) {
      setState("failed");
      return;
    }
    setOlder({ rows: [...(older?.rows ?? []), ...page.rows], more: page.more });
    setState("idle");
  };
  return { rows, more: (older ?? first).more, state, load };
}
