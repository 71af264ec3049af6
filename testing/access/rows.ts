/** Makes a valid row of any table for one place (tenant, outlet, customer), from the catalog and the few hints below. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Handle, Table } from "./catalog";

export type Row = Record<string, unknown>;
export type PlaceName = "a1" | "a2" | "b1";

export interface Place {
  name: PlaceName;
  tenant: string;
  outlet: string;
  customer: string;
  /** One row of each table that belongs here. */
  rows: Map<string, Row>;
}

let counter = 0;
const unique = (): string => {
  counter += 1;
  return `${Date.now().toString(36)}${counter.toString(36)}`;
};
const letters = (): string =>
  `k_${[...unique()].map((c) => String.fromCharCode(97 + (c.charCodeAt(0) % 26))).join("")}`;

/** A cost no other number is likely to be, and phones no other text: to find them where they should not be. */
export const SECRET_COST = 7_654_321;
const phone = (): string => {
  counter += 1;
  return `+6011${String(Date.now() + counter).slice(-8)}`;
};
const hex = (length: number): string => randomBytes(length / 2).toString("hex");

/** Where the catalog alone cannot tell what is valid: patterns, sums, states that only some values of other columns allow. */
const HINTS: Readonly<Record<string, (place: Place) => Row>> = {
  outlets: () => ({ code: unique().slice(-8).toUpperCase(), name: "Cawangan" }),
  people: () => ({ user_id: `person-${unique()}`, email: `${unique()}@test.invalid`, name: "Orang" }),
  members: (place) => ({ role: "technician", outlet_ids: [place.outlet] }),
  invitations: (place) => ({ email: `${unique()}@test.invalid`, outlet_ids: [place.outlet] }),
  api_keys: () => ({
    prefix: `vk_${hex(8)}`,
    key_hash: hex(64),
    scopes: ["orders:read"],
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  }),
  consent_texts: () => ({ purpose: "service", version: `test-${hex(10)}` }),
  breaches: () => ({ persons: 1 }),
  events: () => ({ name: "access/probed" }),
  customers: (place) => ({ home_outlet_id: place.outlet, name: "Pelanggan" }),
  customer_contacts: () => ({ phone: phone() }),
  product_costs: () => ({ cost_sen: SECRET_COST }),
  sale_line_costs: () => ({ cost_sen: SECRET_COST }),
  stock_moves: () => ({ quantity: 50 }),
  wa_templates: () => ({ name: letters(), language: "ms", category: "UTILITY" }),
  canned_replies: () => ({ shortcut: unique() }),
  repair_statuses: () => ({ key: letters() }),
  repair_tickets: () => ({ status: "pending", phase: "NEW" }),
  ticket_photos: (place) => ({ path: `${place.tenant}/repairs/${unique()}.jpg`, mime: "image/jpeg", bytes: 1 }),
  intake_forms: () => ({ texts: { ms: {}, en: {} } }),
  sale_payments: () => ({ amount_sen: 100 }),
  z_reports: () => ({ seq: Date.now() * 1000 + counter, counts: {}, counted_sen: 0, difference_sen: 0 }),
  refunds: () => ({ seq: Date.now() * 1000 + counter, reason: "rosak" }),
  refund_lines: () => ({ quantity: 0.001 }),
  refund_payments: () => ({ amount_sen: 1 }),
  approvals: () => ({ expires_at: new Date().toISOString() }),
  invoice_payments: () => ({ amount_sen: 1 }),
  invoices: () => ({
    status: "issued",
    number: `INV-${unique()}`,
    seq: Date.now() * 1000 + counter,
    issued_at: new Date().toISOString(),
    due_date: "2026-12-31",
    business_date: "2026-11-21",
    subtotal_sen: 1000,
    total_sen: 1000,
  }),
  orders: () => ({ seq: Date.now() * 1000 + counter, thanks_reason: "no_consent" }),
  sales: () => ({ seq: Date.now() * 1000 + counter }),
};

/** Nullable, but what the policies look at. */
const PLACED = new Set(["tenant_id", "outlet_id", "customer_id"]);

function plain(column: Table["columns"][number]): unknown {
  if (column.choices[0] !== undefined) return column.choices[0];
  if (column.type === "uuid") return randomUUID();
  if (column.type.endsWith("[]")) return [];
  if (column.type === "boolean") return false;
  if (/^(bigint|integer|smallint|numeric)/.test(column.type)) return column.name.endsWith("_sen") ? 0 : 1;
  if (column.type.startsWith("json")) return {};
  if (column.type === "date") return "2026-11-21";
  if (column.type.startsWith("timestamp")) return "2026-11-21T02:00:00Z";
  if (column.type === "bytea") return "\\x00";
  return `x${unique()}`;
}

/** A row to insert; undefined when a row it has to refer to does not exist here. */
export function makeRow(table: Table, place: Place): Row | undefined {
  const row: Row = {};
  const own: Row = { tenant_id: place.tenant, outlet_id: place.outlet, customer_id: place.customer };
  for (const column of table.columns) {
    if (PLACED.has(column.name)) row[column.name] = own[column.name];
  }
  for (const reference of table.references) {
    const wanted = reference.columns.filter((name) => table.columns.some((c) => c.name === name && c.required));
    const target = place.rows.get(reference.table);
    for (const [index, name] of reference.columns.entries()) {
      if (row[name] !== undefined || !wanted.includes(name)) continue;
      if (!target) return undefined;
      row[name] = target[reference.targets[index] ?? ""];
    }
  }
  for (const column of table.columns) {
    if (column.required && row[column.name] === undefined) row[column.name] = plain(column);
  }
  return { ...row, ...HINTS[table.name]?.(place) };
}

const quote = (name: string): string => `"${name}"`;
const literal = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

export function insertText(table: Table, row: Row): string {
  const names = Object.keys(row).map(quote).join(", ");
  return `insert into public.${quote(table.name)} (${names}) select ${names} from jsonb_populate_record(null::public.${quote(table.name)}, ${literal(JSON.stringify(row))})`;
}

/** `where` that finds exactly this row. */
export function keyText(table: Table, row: Row): string {
  return table.key.map((name) => `t.${quote(name)} = ${literal(row[name])}`).join(" and ");
}

/** A row that is already here: made by a trigger, or because there can be only one. */
export async function findRow(sql: Handle, table: Table, place: Place): Promise<Row | undefined> {
  const has = (name: string): boolean => table.columns.some((column) => column.name === name);
  const conditions = [
    ...(table.name === "tenants" ? [`t.id = ${literal(place.tenant)}`] : []),
    ...(has("tenant_id") ? [`t.tenant_id = ${literal(place.tenant)}`] : []),
    ...(has("outlet_id") ? [`t.outlet_id = ${literal(place.outlet)}`] : []),
    ...(has("customer_id") ? [`t.customer_id = ${literal(place.customer)}`] : []),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(" and ")}` : "";
  const [found] = await sql.unsafe<{ row: Row }[]>(
    `select to_jsonb(t) as row from public.${quote(table.name)} as t ${where} limit 1`,
  );
  return found?.row;
}
