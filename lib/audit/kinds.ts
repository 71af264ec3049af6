/** What the filter of the activity page calls a kind, and the tables behind it. */
export const KINDS = {
  sales: ["sales", "refunds", "orders", "shifts", "z_reports", "cash_movements", "approvals"],
  repairs: [
    "repair_tickets",
    "estimates",
    "ticket_parts",
    "ticket_photos",
    "intake_forms",
    "secrets",
    "repair_statuses",
    "repair_transitions",
  ],
  customers: ["customers", "customer_contacts", "customer_identities", "customer_notes", "devices"],
  stock: ["products", "product_costs", "product_categories", "stock_levels"],
  invoices: ["invoices"],
  inbox: ["conversations", "canned_replies", "channels"],
  team: ["members", "people", "invitations"],
  privacy: ["privacy_settings", "privacy_requests", "consent_texts", "breaches"],
  business: ["tenants", "outlets", "api_keys"],
} as const satisfies Record<string, readonly string[]>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES: readonly Kind[] = [
  "sales",
  "repairs",
  "customers",
  "stock",
  "invoices",
  "inbox",
  "team",
  "privacy",
  "business",
];
