/** Names of what entries speak about, looked up in one round for the whole page, under the reader's own rights. */
import { apiKeyOf, type Entry, type NameKind, type Names, referenceOf, SUBJECTS } from "@/lib/audit/entry";
import type { Locale } from "@/lib/core/dates";
import type { UserDb } from "@/lib/db/clients";

type Found = readonly (readonly [id: string, name: string | null])[];
type Answer<Row> = PromiseLike<{ data: Row[] | null; error: { code: string; message: string } | null }>;

async function rows<Row>(answer: Answer<Row>): Promise<Row[]> {
  const { data, error } = await answer;
  if (error) throw new Error(`names: ${error.code} ${error.message}`);
  return data ?? [];
}

const pairs = (found: { id: string; name: string | null }[]): Found => found.map(({ id, name }) => [id, name]);
const numbers = (found: { id: string; number: string | null }[]): Found => found.map(({ id, number }) => [id, number]);

/** One look-up a kind. */
const LOOKUPS: Readonly<Record<NameKind, (db: UserDb, ids: string[], locale: Locale) => Promise<Found>>> = {
  person: async (db, ids) =>
    (await rows(db.from("people").select("user_id, name").in("user_id", ids))).map((row) => [row.user_id, row.name]),
  customer: async (db, ids) => pairs(await rows(db.from("customers").select("id, name").in("id", ids))),
  product: async (db, ids) => pairs(await rows(db.from("products").select("id, name").in("id", ids))),
  category: async (db, ids) => pairs(await rows(db.from("product_categories").select("id, name").in("id", ids))),
  outlet: async (db, ids) => pairs(await rows(db.from("outlets").select("id, name").in("id", ids))),
  channel: async (db, ids) => pairs(await rows(db.from("channels").select("id, name").in("id", ids))),
  ticket: async (db, ids) => numbers(await rows(db.from("repair_tickets").select("id, number").in("id", ids))),
  sale: async (db, ids) => numbers(await rows(db.from("sales").select("id, number").in("id", ids))),
  invoice: async (db, ids) => numbers(await rows(db.from("invoices").select("id, number").in("id", ids))),
  order: async (db, ids) => numbers(await rows(db.from("orders").select("id, number").in("id", ids))),
  apiKey: async (db, ids) => pairs(await rows(db.from("api_keys").select("id, name").in("id", ids))),
  estimate: async (db, ids) =>
    (await rows(db.from("estimates").select("id, version, repair_tickets (number)").in("id", ids))).map((row) => [
      row.id,
      `${row.repair_tickets.number} v${row.version}`,
    ]),
  device: async (db, ids) =>
    (await rows(db.from("devices").select("id, brand, model").in("id", ids))).map((row) => [
      row.id,
      [row.brand, row.model].filter(Boolean).join(" "),
    ]),
  conversation: async (db, ids) =>
    (await rows(db.from("conversations").select("id, customers (name)").in("id", ids))).map((row) => [
      row.id,
      row.customers?.name ?? null,
    ]),
  canned: async (db, ids) =>
    (await rows(db.from("canned_replies").select("id, shortcut").in("id", ids))).map((row) => [row.id, row.shortcut]),
  invitation: async (db, ids) =>
    (await rows(db.from("invitations").select("id, email").in("id", ids))).map((row) => [row.id, row.email]),
  status: async (db, ids, locale) =>
    (await rows(db.from("repair_statuses").select("key, name_ms, name_en").in("key", ids))).map((row) => [
      row.key,
      locale === "ms" ? row.name_ms : row.name_en,
    ]),
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BY_TEXT = new Set<NameKind>(["person", "status"]);
/** An id is 36 characters, and they travel in the address of the request. */
const STEP = 100;

function wantedBy(entries: readonly Entry[]): Map<NameKind, Set<string>> {
  const wanted = new Map<NameKind, Set<string>>();
  const want = (kind: NameKind | undefined, id: unknown) => {
    if (!kind || typeof id !== "string" || (!BY_TEXT.has(kind) && !UUID.test(id))) return;
    const ids = wanted.get(kind);
    if (ids) ids.add(id);
    else wanted.set(kind, new Set([id]));
  };
  for (const entry of entries) {
    if (entry.actor === "user") want("person", entry.person_id);
    want("apiKey", apiKeyOf(entry));
    want(SUBJECTS[entry.table_name], entry.row_id);
    for (const values of [entry.before, entry.after]) {
      for (const [column, value] of Object.entries(values)) {
        if (column === "outlet_ids" && Array.isArray(value)) for (const id of value) want("outlet", id);
        else want(referenceOf(entry.table_name, column), value);
      }
    }
  }
  return wanted;
}

export async function namesFor(db: UserDb, entries: readonly Entry[], locale: Locale): Promise<Names> {
  const known = new Map<string, string>();
  const look = async (kind: NameKind, ids: string[]) => {
    for (const [id, name] of await LOOKUPS[kind](db, ids, locale)) if (name) known.set(`${kind}:${id}`, name);
  };
  const steps = [...wantedBy(entries)].flatMap(([kind, ids]) => {
    const all = [...ids];
    return Array.from({ length: Math.ceil(all.length / STEP) }, (_, step) =>
      look(kind, all.slice(step * STEP, (step + 1) * STEP)),
    );
  });
  await Promise.all(steps);
  return (kind, id) => known.get(`${kind}:${id}`) ?? null;
}
