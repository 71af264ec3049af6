/** One line of the audit log, and what names can be looked up for it. */
import { z } from "zod";

const values = z
  .record(z.string(), z.unknown())
  .nullable()
  .transform((value) => value ?? {});

export const entrySchema = z.object({
  id: z.number(),
  at: z.string(),
  actor: z.string(),
  person_id: z.string().nullable(),
  table_name: z.string(),
  row_id: z.string(),
  action: z.enum(["insert", "update", "delete", "reveal"]),
  before: values,
  after: values,
});
export type Entry = z.output<typeof entrySchema>;

export type NameKind =
  | "person"
  | "customer"
  | "product"
  | "category"
  | "ticket"
  | "estimate"
  | "sale"
  | "order"
  | "apiKey"
  | "invoice"
  | "outlet"
  | "device"
  | "conversation"
  | "channel"
  | "canned"
  | "invitation"
  | "status";

/** What a row of this table is called by. */
export const SUBJECTS: Readonly<Record<string, NameKind>> = {
  outlets: "outlet",
  members: "person",
  people: "person",
  invitations: "invitation",
  customers: "customer",
  customer_contacts: "customer",
  devices: "device",
  channels: "channel",
  canned_replies: "canned",
  conversations: "conversation",
  product_categories: "category",
  products: "product",
  product_costs: "product",
  stock_levels: "product",
  sales: "sale",
  repair_tickets: "ticket",
  secrets: "ticket",
  estimates: "estimate",
  invoices: "invoice",
  orders: "order",
  api_keys: "apiKey",
};

/** Columns that hold the id of something else. */
export const REFERENCES: Readonly<Record<string, NameKind>> = {
  user_id: "person",
  assignee: "person",
  author: "person",
  created_by: "person",
  proposed_by: "person",
  sold_by: "person",
  invited_by: "person",
  technician_id: "person",
  removed_by: "person",
  voided_by: "person",
  customer_id: "customer",
  product_id: "product",
  category_id: "category",
  ticket_id: "ticket",
  sale_id: "sale",
  settled_sale_id: "sale",
  outlet_id: "outlet",
  home_outlet_id: "outlet",
  device_id: "device",
  channel_id: "channel",
  api_key_id: "apiKey",
  revoked_by: "person",
  opened_by: "person",
  closed_by: "person",
  approved_by: "person",
  requested_by: "person",
  refunded_by: "person",
};

/** A repair status is kept by its key, in columns that mean something else on other tables. */
export const isStatusKey = (table: string, column: string): boolean =>
  (table === "repair_tickets" && column === "status") ||
  (table === "repair_transitions" && (column === "from_key" || column === "to_key"));

export const referenceOf = (table: string, column: string): NameKind | undefined =>
  isStatusKey(table, column) ? "status" : REFERENCES[column];

/** Which program did it: a key stands where a person would. */
export const apiKeyOf = (entry: Entry): string | undefined => /^api:(.+)$/.exec(entry.person_id ?? "")?.[1];

/** @returns the name in the reader's language, or null when it is gone. */
export type Names = (kind: NameKind, id: string) => string | null;

const TITLES = ["name", "number", "model", "shortcut", "title"] as const;

/** What the row is called: as it is called now, else as the entry itself has it. */
export function subjectOf(entry: Entry, names: Names): string | null {
  const kind = SUBJECTS[entry.table_name];
  const known = kind ? names(kind, entry.row_id) : null;
  if (known) return known;
  for (const title of TITLES) {
    const own = entry.after[title] ?? entry.before[title];
    if (typeof own === "string" && own !== "" && !isHidden(own)) return own;
  }
  return null;
}

export const isHidden = (value: unknown): boolean => typeof value === "string" && value.startsWith("[hidden]");

/** Follows from other columns, or says nothing to a person: told only when nothing else changed. */
const QUIET = new Set([
  "id",
  "tenant_id",
  "created_at",
  "updated_at",
  "status_at",
  "phase",
  "started_at",
  "ready_at",
  "closed_at",
  "waiting_since",
  "seq",
  "content_hash",
  "client_id",
  "client_key",
  "phone_masked",
  "state_since",
  "text_version",
  "buttons",
  "message_id",
  "message_body",
  "decided_message_id",
  "token_hash",
  "key_hash",
  "intake_slug",
  "business_date",
  "settled_at",
]);

/** The columns worth telling, in the order they were written. */
export function columnsOf(entry: Entry): string[] {
  const all = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])];
  const telling = all.filter((column) => !QUIET.has(column));
  if (entry.action === "update") return telling.length > 0 ? telling : all;
  const held = entry.action === "delete" ? entry.before : entry.after;
  return telling.filter((column) => held[column] !== null && held[column] !== "");
}
