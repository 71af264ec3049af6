/**
 * Who may do what with each table, view and bucket, in one line each. The capability table says which role holds a capability;
 * this file says which capability a table asks for. Whatever the database grants beyond this, or refuses of it, fails.
 */

/** A capability (`customer.read`), or `member`: whoever works for the tenant, or `everyone`: any token. */
export type Who = "member" | "everyone" | `${string}.${string}`;

export interface WriteRule {
  who: Who | "self";
  columns: readonly string[];
  /** Values a row may not be written with by somebody who may write it, were the columns his to write. */
  forge?: Readonly<Record<string, string>>;
}

export interface TableRule {
  read: Who;
  /** Only rows of outlets given to the member. */
  outlet?: true;
  /** What a chatting customer sees: rows of his own, or all of his shop's. */
  customer?: "own" | "shop";
  /** Column with a person who sees his own row whatever he works as. */
  self?: string;
  insert?: WriteRule;
  update?: WriteRule;
  remove?: Who;
  /** Columns nobody may read. */
  hidden?: readonly string[];
}

const BUSINESS = [
  "name",
  "registration_no",
  "phone",
  "email",
  "address_line",
  "postcode",
  "city",
  "state",
  "sst_no",
  "sst_from",
  "receipt_footer",
  "terms",
  "bank_details",
  "locale",
] as const;
const OUTLET = ["name", "code", "phone", "address_line", "postcode", "city", "state", "hours", "is_active"] as const;
const REPLY = ["shortcut", "body_ms", "body_en"] as const;

export const TABLES: Readonly<Record<string, TableRule>> = {
  // tenancy
  tenants: { read: "member", customer: "shop", update: { who: "tenant.manage", columns: BUSINESS } },
  outlets: {
    read: "member",
    customer: "shop",
    insert: { who: "outlet.manage", columns: ["tenant_id", ...OUTLET] },
    update: { who: "outlet.manage", columns: OUTLET },
  },
  people: { read: "member", self: "user_id", update: { who: "self", columns: ["name", "locale"] } },
  members: { read: "member", self: "user_id" },
  invitations: { read: "team.manage", hidden: ["token_hash"] },
  audit_log: { read: "audit.read" },
  events: { read: "audit.read" },
  api_keys: { read: "audit.read", hidden: ["key_hash"] },
  // customers
  customers: { read: "customer.read", customer: "own" },
  customer_contacts: { read: "customer.pii" },
  customer_identities: { read: "customer.pii" },
  customer_notes: {
    read: "customer.read",
    insert: {
      who: "customer.write",
      columns: ["tenant_id", "customer_id", "body"],
      forge: { author: "somebody-else" },
    },
  },
  consents: { read: "customer.read" },
  devices: {
    read: "customer.read",
    customer: "own",
    insert: {
      who: "customer.write",
      columns: ["tenant_id", "customer_id", "category", "brand", "model", "serial", "imei"],
    },
  },
  privacy_settings: { read: "privacy.manage" },
  consent_texts: { read: "customer.read" },
  privacy_requests: { read: "privacy.manage" },
  breaches: { read: "privacy.manage" },
  breach_changes: { read: "privacy.manage" },
  // inbox
  channels: { read: "member", update: { who: "inbox.manage", columns: ["concierge_mode"] } },
  channel_states: { read: "inbox.read" },
  wa_templates: { read: "inbox.read" },
  conversations: { read: "inbox.read", outlet: true },
  conversation_transitions: { read: "everyone" },
  messages: { read: "inbox.read", outlet: true },
  wa_outbox: { read: "inbox.read", outlet: true },
  canned_replies: {
    read: "inbox.read",
    insert: { who: "inbox.manage", columns: ["tenant_id", ...REPLY] },
    update: { who: "inbox.manage", columns: REPLY },
    remove: "inbox.manage",
  },
  concierge_turns: { read: "inbox.read", outlet: true },
  // goods
  tax_codes: { read: "everyone" },
  tax_rates: { read: "everyone" },
  product_categories: { read: "catalog.read", customer: "shop" },
  products: { read: "catalog.read", customer: "shop" },
  product_costs: { read: "cost.read" },
  stock_levels: { read: "stock.read", customer: "shop" },
  stock_moves: { read: "stock.read" },
  stock_list: { read: "catalog.read", customer: "shop" },
  // counter
  sales: { read: "sale.read", outlet: true, customer: "own" },
  sale_lines: { read: "sale.read", outlet: true },
  sale_line_costs: { read: "cost.read" },
  sale_payments: { read: "sale.read", outlet: true },
  shifts: { read: "shift.read", outlet: true },
  cash_movements: { read: "shift.check", outlet: true },
  z_reports: { read: "shift.read", outlet: true },
  approvals: { read: "pos.approve", outlet: true },
  refunds: { read: "sale.read", outlet: true },
  refund_lines: { read: "sale.read", outlet: true },
  refund_payments: { read: "sale.read", outlet: true },
  orders: { read: "order.read", outlet: true },
  order_lines: { read: "order.read", outlet: true },
  // repairs
  repair_statuses: { read: "member", customer: "shop" },
  repair_transitions: { read: "repair.read" },
  repair_tickets: { read: "repair.read", outlet: true, customer: "own" },
  repair_board: { read: "repair.read", outlet: true, customer: "own" },
  repair_events: { read: "repair.read", outlet: true },
  estimates: { read: "repair.read", outlet: true, customer: "own" },
  estimate_lines: { read: "repair.read", outlet: true, customer: "own" },
  ticket_parts: { read: "repair.read", outlet: true },
  ticket_photos: { read: "repair.read", outlet: true },
  intake_forms: { read: "repair.read" },
  intake_submissions: { read: "customer.pii", outlet: true },
  // invoices
  invoice_transitions: { read: "everyone" },
  invoices: { read: "invoice.read", outlet: true, customer: "own" },
  invoice_lines: { read: "invoice.read", outlet: true },
  invoice_payments: { read: "invoice.read", outlet: true },
};

export interface FileRule {
  read: Who | "nobody";
  insert: Who | "nobody";
}

/** By bucket and folder: files lie under `<tenant>/<folder>/…`; nobody changes one, and only what was queued for it is removed. */
export const BUCKETS: Readonly<Record<string, Readonly<Record<string, FileRule>>>> = {
  media: {
    repairs: { read: "repair.read", insert: "repair.write" },
    inbox: { read: "inbox.read", insert: "inbox.reply" },
    sales: { read: "sale.read", insert: "pos.sell" },
    invoices: { read: "invoice.read", insert: "invoice.write" },
    elsewhere: { read: "nobody", insert: "nobody" },
  },
};
