/** What some changes are called in a shop: "suspended Ali", not "changed status of Ali". Pure. */
import { type Entry, type Names, subjectOf } from "@/lib/audit/entry";

/** A message of `activity.told` and the values it takes: plain text, or a column that is formatted like any other. */
export interface Told {
  key: string;
  text?: Record<string, string | null>;
  columns?: readonly string[];
}
type Rule = (entry: Entry, names: Names) => Told | null;

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const became = (entry: Entry, column: string): unknown =>
  column in entry.after && entry.action === "update" ? entry.after[column] : undefined;
const only = (entry: Entry, ...columns: string[]): boolean =>
  Object.keys(entry.after).every((column) => columns.includes(column));
const named = (names: Names, kind: Parameters<Names>[0], id: unknown): string | null =>
  typeof id === "string" ? names(kind, id) : null;
/** The first answer of several `value → message` pairs. */
const byValue = (value: unknown, keys: Record<string, string>): Told | null => {
  const key = typeof value === "string" || typeof value === "boolean" ? keys[String(value)] : undefined;
  return key ? { key } : null;
};

const member: Rule = (entry) => {
  if (entry.action === "insert") return { key: "memberJoined", columns: ["role"] };
  if (became(entry, "status") === "removed") {
    return { key: entry.person_id === entry.row_id ? "memberLeft" : "memberRemoved" };
  }
  if (became(entry, "status") === "active" && entry.before["status"] === "removed") {
    return { key: "memberJoinedAgain" };
  }
  if (entry.action === "update" && only(entry, "status")) {
    return byValue(entry.after["status"], { suspended: "memberSuspended", active: "memberUnsuspended" });
  }
  return entry.action === "update" && only(entry, "pii")
    ? byValue(entry.after["pii"], { true: "piiGranted", false: "piiWithdrawn" })
    : null;
};

const invitation: Rule = (entry) => {
  if (entry.action === "insert") return { key: "invited", columns: ["role"] };
  if (became(entry, "accepted_at")) return { key: "invitationAccepted" };
  return became(entry, "revoked_at") ? { key: "invitationRevoked" } : null;
};

const ticket: Rule = (entry) => {
  if (entry.action === "insert") return { key: "ticketOpened" };
  if (became(entry, "status") !== undefined) return { key: "ticketMoved", columns: ["status"] };
  if (became(entry, "technician_id")) return { key: "ticketGiven", columns: ["technician_id"] };
  return null;
};

const estimate: Rule = (entry, names) => {
  const about = { ticket: named(names, "ticket", entry.after["ticket_id"] ?? entry.before["ticket_id"]) };
  if (entry.action === "insert") return { key: "estimateSent", columns: ["total_sen"], text: about };
  return byValue(became(entry, "state"), {
    approved: "estimateApproved",
    declined: "estimateDeclined",
    superseded: "estimateReplaced",
  });
};

const part: Rule = (entry, names) => {
  if (entry.action !== "insert") return null;
  return {
    key: entry.after["reverses_id"] ? "partReturned" : "partUsed",
    columns: ["quantity"],
    text: {
      product: named(names, "product", entry.after["product_id"]),
      ticket: named(names, "ticket", entry.after["ticket_id"]),
    },
  };
};

const photo: Rule = (entry, names) => {
  if (became(entry, "removed_at")) return { key: "photoRemoved" };
  return entry.action === "insert"
    ? { key: "photoAdded", text: { ticket: named(names, "ticket", entry.after["ticket_id"]) } }
    : null;
};

const invoice: Rule = (entry) =>
  byValue(became(entry, "status"), {
    issued: "invoiceIssued",
    partly_paid: "invoicePartlyPaid",
    paid: "invoicePaid",
    void: "invoiceVoided",
  });

const conversation: Rule = (entry) => {
  const { status, assignee, concierge } = entry.after;
  if (status !== entry.before["status"]) {
    return byValue(status, { closed: "chatClosed", open: "chatOpened", pending: "chatPending" });
  }
  if (assignee !== entry.before["assignee"])
    return assignee ? { key: "chatGiven", columns: ["assignee"] } : { key: "chatFreed" };
  if (concierge !== entry.before["concierge"]) {
    return byValue(concierge, { on: "conciergeOn", handed_over: "conciergeHanded", muted: "conciergeMuted" });
  }
  return null;
};

/** Of a secret only its kind is known; the row is named after the ticket when it is a device's. */
const secret: Rule = ({ action, before, after }) => {
  if (action === "update" && before["key_version"] !== after["key_version"]) return { key: "secretRotated" };
  const kind = after["kind"] ?? before["kind"];
  if (text(kind)?.startsWith("wa_")) return { key: action === "delete" ? "waKeyGone" : "waKeyKept" };
  if (kind !== "device_pin") return { key: action === "delete" ? "keyGone" : "keyKept" };
  if (action === "reveal") return { key: "pinSeen", text: { reason: text(after["reason"]) } };
  return { key: action === "insert" ? "pinKept" : action === "delete" ? "pinGone" : "pinReplaced" };
};

const refund: Rule = (entry, names) => ({
  key: entry.after["kind"] === "void" ? "saleVoided" : "refunded",
  columns: ["total_sen"],
  text: { sale: named(names, "sale", entry.after["sale_id"]) },
});

/** What a drawer holds is told when it is opened, counted, and when cash moves that is no sale. */
const TILL: Readonly<Record<string, Rule>> = {
  shifts: (entry) =>
    entry.action === "insert"
      ? { key: "shiftOpened", columns: ["float_sen"] }
      : became(entry, "closed_at")
        ? { key: "shiftClosed" }
        : null,
  z_reports: (entry) =>
    entry.after["forced"] === true ? { key: "zForced" } : { key: "zWritten", columns: ["expected_sen", "counted_sen"] },
  cash_movements: (entry) => ({
    key: entry.after["kind"] === "pay_in" ? "cashIn" : "cashOut",
    columns: ["amount_sen"],
  }),
  refunds: refund,
  approvals: (entry) =>
    became(entry, "used_at")
      ? { key: "approvalUsed" }
      : { key: "actApproved", columns: ["approved_by", "requested_by"] },
};

/** What a person did with a number, and what became of it. */
const channel: Rule = (entry) => {
  const asked = byValue(entry.after["request"], {
    link: "channelLinkAsked",
    unlink: "channelUnlinked",
    restart: "channelRetried",
  });
  if (asked || entry.action !== "update") return asked;
  if (became(entry, "is_active") === false) return { key: "channelRemoved" };
  if (became(entry, "paused_at") !== undefined)
    return { key: entry.after["paused_at"] === null ? "channelResumed" : "channelPaused" };
  return only(entry, "state", "state_reason", "state_since", "next_attempt_at", "first_contacts_after", "address") &&
    became(entry, "state")
    ? { key: "channelState", columns: ["state"] }
    : null;
};

const RULES: Readonly<Record<string, Rule>> = {
  members: member,
  invitations: invitation,
  repair_tickets: ticket,
  estimates: estimate,
  ticket_parts: part,
  ticket_photos: photo,
  invoices: invoice,
  conversations: conversation,
  secrets: secret,
  api_keys: (entry) => (became(entry, "revoked_at") ? { key: "apiKeyRevoked" } : null),
  orders: (entry) => (became(entry, "status") === undefined ? null : { key: "orderMoved", columns: ["status"] }),
  ...TILL,
  sales: (entry) => (entry.action === "insert" ? { key: "sold", columns: ["total_sen"] } : null),
  customer_notes: (entry, names) =>
    entry.action === "insert"
      ? { key: "noteWritten", text: { customer: named(names, "customer", entry.after["customer_id"]) } }
      : null,
  privacy_requests: (entry) =>
    byValue(entry.after["kind"], {
      export: "personExported",
      erase: "personErased",
      readmit: "numberReadmitted",
      retention: "retentionDone",
    }),
  consent_texts: (entry) =>
    entry.action === "insert" ? { key: "textPublished", columns: ["purpose", "version"] } : null,
  breaches: (entry) => (became(entry, "closed_at") ? { key: "breachClosed" } : null),
  customers: (entry) =>
    became(entry, "erased_at")
      ? { key: "customerErased" }
      : became(entry, "reachable")
        ? { key: "customerAllowed" }
        : null,
  products: (entry) =>
    entry.action === "update" && only(entry, "is_active")
      ? byValue(entry.after["is_active"], { true: "productShown", false: "productHidden" })
      : null,
  channels: channel,
  outlets: (entry) =>
    entry.action === "update" && only(entry, "is_active")
      ? byValue(entry.after["is_active"], { true: "outletOpened", false: "outletClosed" })
      : null,
};

/** Null when the general sentences do, or when a name that the special one needs is gone. */
export function toldOf(entry: Entry, names: Names): Told | null {
  const told = RULES[entry.table_name]?.(entry, names) ?? null;
  if (!told) return null;
  const missing = Object.values(told.text ?? {}).some((value) => text(value) === null);
  return missing || (NEEDS_NAME.has(told.key) && !subjectOf(entry, names)) ? null : told;
}

const NEEDS_NAME = new Set([
  "sold",
  "orderMoved",
  "ticketOpened",
  "ticketMoved",
  "ticketGiven",
  "invoiceIssued",
  "invoicePaid",
  "invoiceVoided",
  "invoicePartlyPaid",
  "pinKept",
  "pinReplaced",
  "pinGone",
  "pinSeen",
]);
