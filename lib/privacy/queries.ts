import type { UserDb } from "@/lib/db/clients";
import { type RetentionPlan, retentionPlan } from "@/lib/privacy/schema";

type Answer<T> = { data: T; error: { code?: string; message: string } | null };

function got<T>(what: string, { data, error }: Answer<T>): NonNullable<T> {
  if (error || data === null || data === undefined)
    throw new Error(`${what}: ${error?.code ?? ""} ${error?.message ?? "nothing"}`);
  return data;
}

const SETTINGS =
  "dpo_name, dpo_email, dpo_phone, messages_months, media_months, photos_months, intake_months, links_months, inactive_months, tax_months";

export const getPrivacySettings = async (db: UserDb, tenantId: string) =>
  got("privacy settings", await db.from("privacy_settings").select(SETTINGS).eq("tenant_id", tenantId).single());
export type PrivacySettings = Awaited<ReturnType<typeof getPrivacySettings>>;

/** What would be removed today, kind by kind. */
export async function getRetentionPlan(db: UserDb): Promise<RetentionPlan> {
  return retentionPlan.parse(got("retention plan", await db.rpc("retention_plan")));
}

/** How many people the shop keeps data of, and where its notice is. */
export async function getPrivacyFacts(db: UserDb, tenantId: string): Promise<{ persons: number; slug: string }> {
  const [people, tenant] = await Promise.all([
    db.from("customers").select("id", { count: "exact" }).eq("tenant_id", tenantId).is("erased_at", null).limit(1),
    db.from("tenants").select("privacy_slug").eq("id", tenantId).single(),
  ]);
  if (people.error) throw new Error(`customers: ${people.error.code} ${people.error.message}`);
  return { persons: people.count ?? 0, slug: got("tenant", tenant).privacy_slug };
}

/** Newest first; the first `counter-` of a purpose is what staff read out today. */
export const listConsentTexts = async (db: UserDb, tenantId: string) =>
  got(
    "consent texts",
    await db
      .from("consent_texts")
      .select("purpose, version, body_ms, body_en, valid_from")
      .eq("tenant_id", tenantId)
      .order("valid_from", { ascending: false })
      .order("version", { ascending: false })
      .limit(500),
  );
export type ConsentText = Awaited<ReturnType<typeof listConsentTexts>>[number];

export function currentTexts(texts: readonly ConsentText[]): Partial<Record<string, ConsentText>> {
  const number = (text: ConsentText) => Number(text.version.split("-")[1]);
  const found: Partial<Record<string, ConsentText>> = {};
  for (const text of texts) {
    if (!text.version.startsWith("counter-")) continue;
    const known = found[text.purpose];
    if (!known || number(text) > number(known)) found[text.purpose] = text;
  }
  return found;
}

/** What was done on request, and by retention; with the names of those who did it. */
export async function listPrivacyRequests(db: UserDb, tenantId: string) {
  const rows = got(
    "privacy requests",
    await db
      .from("privacy_requests")
      .select("id, kind, customer_id, person_id, detail, created_at")
      .eq("tenant_id", tenantId)
      .order("created_at", { ascending: false })
      .limit(100),
  );
  const names = await staffNames(
    db,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({ ...row, person: row.person_id ? (names.get(row.person_id) ?? null) : null }));
}

export async function staffNames(db: UserDb, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const people = got("people", await db.from("people").select("user_id, name").in("user_id", wanted));
  return new Map(people.map((row) => [row.user_id, row.name]));
}

const BREACH =
  "id, title, discovered_at, what, categories, persons, cause, actions, notify, notify_reason, commissioner_due_at, commissioner_notified_at, commissioner_reference, persons_due_at, persons_notified_at, closed_at, created_at, created_by";

export const listBreaches = async (db: UserDb, tenantId: string) =>
  got(
    "breaches",
    await db
      .from("breaches")
      .select(BREACH)
      .eq("tenant_id", tenantId)
      .order("discovered_at", { ascending: false })
      .limit(500),
  );
export type Breach = Awaited<ReturnType<typeof listBreaches>>[number];

/** Those that still run: for the home page. */
export const listOpenBreaches = async (db: UserDb, tenantId: string) =>
  got(
    "open breaches",
    await db
      .from("breaches")
      .select(
        "id, title, notify, commissioner_due_at, commissioner_notified_at, persons_due_at, persons_notified_at, closed_at",
      )
      .eq("tenant_id", tenantId)
      .is("closed_at", null)
      .order("discovered_at")
      .limit(20),
  );

export async function getBreach(db: UserDb, tenantId: string, id: string): Promise<Breach | null> {
  const { data, error } = await db.from("breaches").select(BREACH).eq("tenant_id", tenantId).eq("id", id).maybeSingle();
  if (error) throw new Error(`breach: ${error.code} ${error.message}`);
  return data;
}

export async function listBreachChanges(db: UserDb, tenantId: string, id: string) {
  const rows = got(
    "breach changes",
    await db
      .from("breach_changes")
      .select("id, person_id, before, after, created_at")
      .eq("tenant_id", tenantId)
      .eq("breach_id", id)
      .order("id", { ascending: false })
      .limit(200),
  );
  const names = await staffNames(
    db,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({ ...row, person: row.person_id ? (names.get(row.person_id) ?? null) : null }));
}
