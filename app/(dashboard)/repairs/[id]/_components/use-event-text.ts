import { useLocale, useTranslations } from "next-intl";
import { STAGES, statusName } from "@/lib/repairs/kinds";
import type { TicketEvent } from "@/lib/repairs/rows";
import type { Desk } from "./desk";

const FIELDS = ["problem", "condition", "storage", "priority", "eta_at", "accessories"] as const;
const VIA = ["button", "chat", "link", "staff"] as const;

/** An event of the ledger as a sentence, and who did it. */
export function useEventText(desk: Desk): {
  line: (event: TicketEvent) => string;
  actor: (event: TicketEvent) => string;
} {
  const t = useTranslations("repairs.timeline");
  const ts = useTranslations("repairs.stages");
  const locale = useLocale();

  const status = (key: unknown) => {
    const known = desk.statuses.find((one) => one.key === key);
    return known ? statusName(known, locale) : String(key ?? "");
  };
  const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  const stage = (value: unknown) => {
    const known = STAGES.find((one) => one === value);
    return known ? ts(known) : "";
  };

  const line = ({ kind, data, body, is_public: isPublic }: TicketEvent): string => {
    const version = text(data["version"]);
    const via = VIA.find((one) => one === data["via"]);
    const how = via ? t(`via.${via}`, { name: text(data["name"]) }) : "";
    switch (kind) {
      case "STATUS":
        return t("events.STATUS", { from: status(data["from"]), to: status(data["to"]) });
      case "ASSIGNED": {
        const id = text(data["technician_id"]);
        return id ? t("events.ASSIGNED", { name: desk.ticket.people[id] ?? "" }) : t("events.UNASSIGNED");
      }
      case "EDITED": {
        const changed = Array.isArray(data["fields"]) ? data["fields"] : [];
        const names = FIELDS.filter((field) => changed.includes(field)).map((field) => t(`fields.${field}`));
        return t("events.EDITED", { fields: names.join(", ") });
      }
      case "APPROVED":
      case "DECLINED":
        return t(`events.${kind}`, { version, via: how });
      case "APPROVAL_VOIDED":
        return t("events.APPROVAL_VOIDED", { version });
      case "PART_USED":
      case "PART_RETURNED":
        return t(`events.${kind}`, { quantity: text(data["quantity"]), name: text(data["name"]) });
      case "PHOTO":
      case "PHOTO_REMOVED":
        return t(`events.${kind}`, { stage: stage(data["stage"]) });
      case "READY":
        return body ? t("events.READY") : t("events.READY_SILENT");
      case "COLLECTED":
        return data["collected_by"]
          ? t("events.COLLECTED_BY", { name: text(data["collected_by"]) })
          : t("events.COLLECTED");
      case "NOTE":
        return isPublic ? t("publicNote") : t("note");
      case "CREATED":
      case "SETTLED":
      case "UNSETTLED":
      case "PIN_SET":
      case "PIN_VIEWED":
      case "PIN_REMOVED":
      case "PIN_DESTROYED":
        return t(`events.${kind}`);
      default:
        return kind;
    }
  };

  const actor = (event: TicketEvent): string => {
    if (event.actor_kind === "user") return desk.ticket.people[event.actor_id ?? ""] ?? t("shop");
    if (event.actor_kind === "customer") return t("customer");
    return event.actor_kind === "concierge" ? t("concierge") : "";
  };
  return { line, actor };
}
