/** What each function is called with. `$word` stands for a row of the place, so that the same call can be made with another's. */
import type { Place, Row } from "./rows";
import { filePath } from "./world";

/** Words for rows: table and column. Those of outlet tables are of one outlet, the others of the whole business. */
const ROWS: Readonly<Record<string, readonly [table: string, column: string]>> = {
  tenant: ["tenants", "id"],
  outlet: ["outlets", "id"],
  customer: ["customers", "id"],
  device: ["devices", "id"],
  member: ["members", "user_id"],
  invitation: ["invitations", "id"],
  key: ["api_keys", "id"],
  channel: ["channels", "id"],
  conversation: ["conversations", "id"],
  message: ["messages", "id"],
  turn: ["concierge_turns", "id"],
  product: ["products", "id"],
  sale: ["sales", "id"],
  shift: ["shifts", "id"],
  refund: ["refunds", "id"],
  order: ["orders", "id"],
  invoice: ["invoices", "id"],
  ticket: ["repair_tickets", "id"],
  estimate: ["estimates", "id"],
  photo: ["ticket_photos", "id"],
  part: ["ticket_parts", "id"],
  breach: ["breaches", "id"],
};

/** Looks like what the server seals; nobody opens it here. */
const SEALED = `v1.1.${"A".repeat(16)}.${"A".repeat(30)}`;
const LINES = [{ product_id: "$product", quantity: 1 }];

/** By function, then by argument. Whatever is not here is told by the argument's name (ARGUMENTS). */
const CALLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  save_customer: { p: { id: "$customer", name: "Siti", locale: "ms", outlet_id: "$outlet" } },
  reply: {
    p: {
      conversation_id: "$conversation",
      key: "$new",
      kind: "image",
      body: "Ya",
      reply_to: "$message",
      media: { path: "$file", mime: "image/jpeg", bytes: 1, name: "a.jpg" },
    },
  },
  send_template: { p: { conversation_id: "$conversation", key: "$new", template_id: "$new", params: [] } },
  react: { p: { message_id: "$message", key: "$new", emoji: "👍" } },
  update_conversation: { p_change: { assignee: "$member" } },
  record_inbound_message: {
    p: {
      channel_id: "$channel",
      provider_id: "$new",
      kind: "image",
      body: "Hai",
      reply_to: "x",
      sender: { kind: "phone", value: "+60111222333", name: "Ali" },
      media: { ref: "x", name: "a.jpg" },
    },
  },
  finish_turn: { p: { turn_id: "$turn", outcome: "handover", intent: "other", engine: "rules" } },
  save_product: {
    p: {
      id: "$product",
      kind: "product",
      sku: "$new",
      name: "Skrin",
      unit: "unit",
      price_sen: 100,
      tax_code: "NONE",
      reorder_level: 0,
      track_stock: true,
      warranty_days: 0,
      is_active: true,
    },
  },
  adjust_stock: { p: { key: "$new", outlet_id: "$outlet", product_id: "$product", quantity: 1, note: "kira semula" } },
  receive_stock: { p: { key: "$new", outlet_id: "$outlet", note: "masuk", lines: LINES } },
  complete_sale: {
    p: {
      key: "$new",
      outlet_id: "$outlet",
      customer_id: "$customer",
      ticket_id: "$ticket",
      order_id: "$order",
      lines: LINES,
      payments: [],
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: 0 },
    },
  },
  refund_sale: {
    p: {
      key: "$new",
      sale_id: "$sale",
      reason: "rosak",
      lines: [{ line_no: 1, quantity: 1, restock: true }],
      expected: { total_sen: 0 },
      payments: [],
    },
  },
  void_sale: { p: { key: "$new", sale_id: "$sale", reason: "silap tekan" } },
  approve_act: { p: { act: "void", outlet_id: "$outlet", user_id: "$member", verifier: "x", input: {} } },
  set_my_pin: { p_verifier: "0".repeat(64) },
  open_shift: { p: { key: "$new", outlet_id: "$outlet", float_sen: 10_000 } },
  move_drawer_cash: { p: { key: "$new", outlet_id: "$outlet", kind: "pay_in", amount_sen: 500, reason: "syiling" } },
  close_shift: { p: { key: "$new", shift_id: "$shift", counts: { "1000": 2 } } },
  create_ticket: {
    p: {
      client_id: "$new",
      outlet_id: "$outlet",
      customer_id: "$customer",
      device_id: "$device",
      technician_id: "$member",
      problem: "Skrin pecah",
    },
  },
  update_ticket: { p: { problem: "Bateri", technician_id: "$member", device_id: "$device" } },
  use_part: { p: { client_id: "$new", ticket_id: "$ticket", product_id: "$product", quantity: 1 } },
  return_part: { p: { client_id: "$new", part_id: "$part", quantity: 1 } },
  add_ticket_photo: {
    p: { client_id: "$new", ticket_id: "$ticket", stage: "before", path: "$file", mime: "image/jpeg", bytes: 1 },
  },
  mark_ready: { p: { ticket_id: "$ticket", body: "" } },
  hand_over: { p: { ticket_id: "$ticket", unpaid_reason: "kenal" } },
  propose_estimate: {
    p: {
      client_id: "$new",
      ticket_id: "$ticket",
      lines: [{ product_id: "$product", description: "Skrin", quantity: 1, unit_price_sen: 100 }],
      expected_total_sen: 100,
      message: { body: "x", approve: "Ya", decline: "Tidak" },
      replies: { approved: "a", declined: "b", changed: "c", decided: "d", gone: "e" },
      send: false,
    },
  },
  decide_estimate_by_staff: { p_decision: "approve", p_reason: "telefon" },
  decide_estimate_by_chat: { p_decision: "approve" },
  save_intake_form: { p: { fields: {}, texts: { ms: {}, en: {} }, is_open: true } },
  submit_intake: {
    p: {
      slug: "$slug",
      client_id: "$new",
      locale: "ms",
      answers: { name: "Siti", phone: "+60111222334", model: "A1", category: "phone", problem: "x" },
      consents: { terms: true },
    },
  },
  create_invoice: {
    p: {
      key: "$new",
      outlet_id: "$outlet",
      customer_id: "$customer",
      ticket_id: "$ticket",
      sale_id: "$sale",
      issue: false,
      lines: LINES,
    },
  },
  record_invoice_payment: { p: { key: "$new", invoice_id: "$invoice", method: "card", amount_sen: 1 } },
  send_document: {
    p: {
      sale_id: "$sale",
      customer_id: "$customer",
      key: "$new",
      body: "Resit {number} {token}",
      media: { path: "$file", mime: "application/pdf", bytes: 1, name: "r.pdf" },
    },
  },
  create_api_key: { p: { name: "Kedai dalam talian", scopes: ["orders:read"], outlet_ids: ["$outlet"] } },
  api_create: {
    p_kind: "orders",
    p: { outlet_id: "$outlet", customer_id: "$customer", lines: LINES, thanks: { ms: "x", en: "x" } },
  },
  api_customers: { p: { id: "$customer" } },
  api_orders: { p: { id: "$order", outlet_id: "$outlet" } },
  api_products: { p: { id: "$product", outlet_id: "$outlet" } },
  api_tickets: { p: { id: "$ticket", app_url: "http://127.0.0.1", customer_id: "$customer", outlet_id: "$outlet" } },
  set_order_status: { p_status: "confirmed" },
  set_ticket_status: { p_status: "diagnosing" },
  record_inbound_change: {
    p: { channel_id: "$channel", target_id: "x", change: "revoke", at: "2026-11-20T00:00:00Z" },
  },
  settle_media: { p: { channel_id: "$channel", message_id: "$message", gone: "media.gone" } },
  record_same_contact: { p: { channel_id: "$channel", phone: "+60111222333", lid: "123456" } },
  set_channel_state: { p: { channel_id: "$channel", state: "connected" } },
  set_channel_link: { p: { channel_id: "$channel" } },
  wa_auth_write: { p_rows: [{ type: "session", id: "1", value: SEALED }] },
  wa_auth_read: { p_type: "session", p_ids: ["1"] },
  wa_sent_keep: { p_provider_id: "3EB0", p_value: SEALED },
  wa_sent_read: { p_provider_id: "3EB0" },
  add_channel: { p: { key: "$new", outlet_id: "$outlet", name: "Telefon kedai", risk_read: "true" } },
  add_cloud_channel: {
    p: {
      key: "$new",
      outlet_id: "$outlet",
      name: "Nombor rasmi",
      phone_number_id: "106540352242922",
      waba_id: "102290129340398",
      token: SEALED,
      app_secret: SEALED,
      verify_token: SEALED,
    },
  },
  request_cloud: { p_action: "check" },
  renew_cloud_token: { p_token: SEALED },
  store_webhook: { p_body: "{}", p_hash: "0".repeat(64), p_numbers: ["106540352242922"], p_general: true },
  settle_webhooks: { p_results: [{ id: 1, outcome: "done" }] },
  record_preference: {
    p: { channel_id: "$channel", phone: "+60111222333", wish: "stop", at: "2026-11-20T00:00:00Z" },
  },
  add_templates: {
    p_templates: [{ name: "receipt_v1", language: "ms", category: "UTILITY", components: [], body: "Resit" }],
  },
  record_templates: {
    p_templates: [{ name: "receipt_v1", language: "ms", at: "2026-11-20T00:00:00Z", status: "APPROVED" }],
  },
  rename_channel: { p_name: "Telefon kedai" },
  pause_channel: { p_paused: true },
  show_typing: { p_on: true },
  typing_target: { p_on: true },
  set_read_receipts: { p_on: false },
  request_channel: { p_action: "restart" },
  set_message_status: { p_state: "read", p: { channel_id: "$channel", new_provider_id: "x" } },
  customer_link: { p_kind: "ticket", p_ref: "$ticket" },
  revoke_api_key: { p_id: "$key" },
  revoke_invitation: { p_id: "$invitation" },
  resend_invitation: { p_id: "$invitation" },
  set_secret: { p_kind: "device_pin", p_ref: "$ticket", p_ciphertext: SEALED },
  remove_secret: { p_kind: "device_pin", p_ref: "$ticket" },
  secret_status: { p_kind: "device_pin", p_ref: "$ticket" },
  reveal_secret: { p_kind: "device_pin", p_ref: "$ticket", p_reason: "ujian skrin" },
  use_secret: { p_kind: "openai_key", p_ref: "default" },
  publish_consent_text: { p_purpose: "marketing", p_body_ms: "Ya", p_body_en: "Yes" },
  save_privacy_settings: { p: { dpo_name: "Puan Ana" } },
  save_breach: {
    p: {
      id: "$breach",
      title: "Telefon hilang",
      discovered_at: "2026-11-20T00:00:00Z",
      what: "x",
      persons: 1,
      categories: [],
    },
  },
  customer_export: { p_part: "messages" },
  readmit_phone: { p_note: "dia minta" },
  files_removed: { p_paths: ["$file"] },
  erase_customer: { p_name: "Pelanggan" },
  ticket_page: { p_token: "$token:ticket" },
  estimate_page: { p_token: "$token:estimate" },
  decide_estimate_by_link: { p_token: "$token:estimate" },
  open_receipt: { p_token: "$token:receipt" },
  open_invoice: { p_token: "$token:invoice" },
  invitation_preview: { p_token: "$token:invitation" },
  accept_invitation: { p_token: "$token:invitation" },
  clerk_event: { p_id: "msg_x", p_type: "user.created", p_data: { id: "user_x" } },
  record_consent: { p_purpose: "marketing", p_source: "staff", p_granted: true, p_text_version: "1" },
  switch_tenant: { p_tenant_id: "$tenant" },
  match_products: { p_groups: [["x"]] },
  list_activity: { p_person: "$member", p_others: false },
};

/** A second way to call the same function, with other things. */
const SECOND: typeof CALLS = {
  set_secret: { p_kind: "openai_key", p_ref: "default", p_ciphertext: SEALED },
  remove_secret: { p_kind: "openai_key", p_ref: "default" },
  secret_status: { p_kind: "openai_key", p_ref: "default" },
  send_document: {
    p: {
      invoice_id: "$invoice",
      key: "$new",
      body: "Invois {number} {token}",
      media: { path: "$file", mime: "application/pdf", bytes: 1, name: "i.pdf" },
    },
  },
  create_invoice: {
    p: {
      key: "$new",
      outlet_id: "$outlet",
      customer_id: "$customer",
      ticket_id: "$ticket",
      issue: false,
      lines: LINES,
    },
  },
  close_shift: { p: { key: "$new", shift_id: "$shift", forced: true, reason: "juruwang pulang" } },
  save_customer: { p: { name: "Siti", locale: "ms", outlet_id: "$outlet" } },
  complete_sale: {
    p: {
      key: "$new",
      outlet_id: "$outlet",
      customer_id: "$customer",
      lines: LINES,
      payments: [],
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: 0 },
    },
  },
};
export const waysOf = (functionName: string): number[] => (SECOND[functionName] ? [0, 1] : [0]);

/** Arguments by name, whatever the function. */
const ARGUMENTS: Readonly<Record<string, unknown>> = {
  p_user_id: "$member",
  p_person_id: "$member",
  p_outlet_ids: ["$outlet"],
  p_role: "cashier",
  p_pii: false,
  p_email: "baru@test.invalid",
  p_display_name: "Baru",
  p_business: "Kedai Alfa",
  p_outlet: "$outlet",
  p_phone: "+60123456789",
  p_locale: "ms",
  p_key: "$new",
  p_hash: "hash",

  p_slug: "$slug",
  p_name: "Siti",
  p_body: "Nota",
  p_query: "kedai",
  p_reason: "silap kira",
  p_decision: "approve",
  p_view: "all",
  p_days: 30,
  p_limit: 20,
  p_tokens: 1,
  p_reserved: 1,
  p_used: 1,
  p_send: false,
  p_public: false,

  p_seconds: 60,
};

const isWord = (name: string): boolean => name in ROWS || name === "file";

export interface Argument {
  name: string;
  type: string;
}

/** The argument as it is written down, words not yet replaced; undefined leaves it to its default. */
export function template(functionName: string, argument: Argument, way: number): unknown {
  const said = (way === 1 ? SECOND : CALLS)[functionName]?.[argument.name];
  if (said !== undefined) return said;
  // Two functions call their outlet by the name it is to have.
  if (functionName === "create_shop" && argument.name === "p_outlet") return "Cawangan";
  if (ARGUMENTS[argument.name] !== undefined) return ARGUMENTS[argument.name];
  const word = argument.name.replace(/^p_/, "").replace(/_id$/, "");
  return isWord(word) ? `$${word}` : undefined;
}

/** The words a template speaks of, each place where they stand counted once. */
export function wordsOf(value: unknown): string[] {
  const found = JSON.stringify(value ?? null).match(/"\$[a-z]+"/g) ?? [];
  return [...new Set(found.map((word) => word.slice(2, -1)))].filter(isWord);
}

export function wordValue(place: Place, word: string): string {
  if (word === "file") return filePath(place, "inbox");
  const [table, column] = ROWS[word] ?? ["", ""];
  const row: Row | undefined = place.rows.get(table);
  return String(row?.[column] ?? "");
}

/** The template with real values: those of `place`, but for the words named in `foreign`, which are another place's. */
export function fillIn(value: unknown, place: Place, foreign: readonly string[], other: Place): unknown {
  if (Array.isArray(value)) return value.map((item) => fillIn(item, place, foreign, other));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, place, foreign, other)]));
  }
  if (typeof value !== "string" || !value.startsWith("$")) return value;
  const word = value.slice(1);
  if (word.startsWith("token:")) return String(place.rows.get("(tokens)")?.[word.slice("token:".length)] ?? "");
  if (word === "new") return crypto.randomUUID();
  if (word === "slug") return String(place.rows.get("outlets")?.["intake_slug"] ?? "");
  return wordValue(foreign.includes(word) ? other : place, word);
}

/** Rows of one outlet, not of the whole business. */
export const OUTLET_WORDS = new Set([
  "outlet",
  "conversation",
  "message",
  "turn",
  "sale",
  "shift",
  "refund",
  "order",
  "invoice",
  "ticket",
  "estimate",
  "photo",
  "part",
]);
