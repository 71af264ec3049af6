"use client";

import { useTranslations } from "next-intl";
import type { TimelineRow } from "@/lib/customers/schema";

type Told = { title: string; detail: string | null };

/** A line of the timeline in words. What has no words of its own is named by its kind. */
export function useTimelineText(): (row: TimelineRow) => Told {
  const t = useTranslations("customers.timeline");
  const all = useTranslations("customers");
  const status = useTranslations("common.status");
  const kindOf = (kind: string | null) => (kind && t.has(`media.${kind}`) ? t(`media.${kind}`) : null);
  const who = (row: TimelineRow) =>
    row.who && t.has(`who.${row.who}`) ? t(`who.${row.who}`) : (row.who ?? t("who.system"));

  return (row) => {
    switch (row.kind) {
      case "message": {
        const direction = row.state === "in" ? "received" : row.state === "note" ? "internal" : "sent";
        return { title: t(direction, { who: who(row) }), detail: row.title || kindOf(row.detail) };
      }
      case "ticket": {
        const step = row.state && t.has(`steps.${row.state}`) ? t(`steps.${row.state}`) : t("steps.OTHER");
        const to = row.detail && row.state === "STATUS" && status.has(row.detail) ? status(row.detail) : row.detail;
        return { title: `${row.title ?? ""} · ${step}`, detail: to };
      }
      case "sale":
        return { title: t("sale", { number: row.title ?? "" }), detail: null };
      case "invoice":
        return {
          title: t("invoice", { number: row.title ?? t("draft") }),
          detail: row.state && status.has(row.state) ? status(row.state) : null,
        };
      case "note":
        return { title: t("note", { who: who(row) }), detail: row.title };
      case "consent":
        return {
          title: `${all(`purposes.${row.title ?? "service"}`)}: ${all(row.state === "granted" ? "consent.given" : "consent.withdrawn")}`,
          detail: row.detail && all.has(`sources.${row.detail}`) ? all(`sources.${row.detail}`) : null,
        };
    }
  };
}
