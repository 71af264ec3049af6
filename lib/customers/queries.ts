import { z } from "zod";
import type { ListParams } from "@/lib/core/list-params";
import type { TimelineKind } from "@/lib/customers/kinds";
import {
  type CustomerList,
  type CustomerPanel,
  customerListSchema,
  customerPanelSchema,
  type Timeline,
  timelineSchema,
} from "@/lib/customers/schema";
import type { UserDb } from "@/lib/db/clients";
import { staffNames } from "@/lib/privacy/queries";

type Wanted = Pick<ListParams, "q" | "sort" | "descending" | "from" | "pageSize"> & { tag: string | null };

export async function listCustomers(db: UserDb, wanted: Wanted): Promise<CustomerList> {
  const { data } = await db
    .rpc("customer_list", {
      p_query: wanted.q,
      p_sort: `${wanted.descending ? "-" : ""}${wanted.sort}`,
      p_from: wanted.from,
      p_limit: wanted.pageSize,
      ...(wanted.tag ? { p_tag: wanted.tag } : {}),
    })
    .throwOnError();
  return customerListSchema.parse(data);
}

/** All there is to know at one look; null when the customer is not this person's to see. */
export async function getCustomer(db: UserDb, id: string): Promise<CustomerPanel | null> {
  const { data } = await db.rpc("customer_panel", { p_customer: id }).throwOnError();
  return data === null ? null : customerPanelSchema.parse(data);
}

export async function getTimeline(
  db: UserDb,
  id: string,
  kind: TimelineKind | null,
  before: string | null,
): Promise<Timeline> {
  const { data } = await db
    .rpc("customer_timeline", {
      p_customer: id,
      ...(before ? { p_before: before } : {}),
      ...(kind ? { p_kinds: [kind] } : {}),
    })
    .throwOnError();
  return timelineSchema.parse(data);
}

const evidence = z.object({
  by: z.string().nullable().catch(null),
  note: z.string().nullable().catch(null),
  message_id: z.string().nullable().catch(null),
  submission_id: z.string().nullable().catch(null),
  ticket_id: z.string().nullable().catch(null),
});

/** Every consent given or withdrawn, newest first, with what proves it. */
export async function listConsents(db: UserDb, tenantId: string, customerId: string) {
  const { data } = await db
    .from("consents")
    .select("id, purpose, granted, source, text_version, evidence, created_at")
    .eq("tenant_id", tenantId)
    .eq("customer_id", customerId)
    .order("id", { ascending: false })
    .limit(100)
    .throwOnError();
  const rows = data.map((row) => ({ ...row, evidence: evidence.parse(row.evidence) }));
  const names = await staffNames(
    db,
    rows.map((row) => row.evidence.by),
  );
  return rows.map((row) => ({ ...row, by: row.evidence.by ? (names.get(row.evidence.by) ?? null) : null }));
}

/** Who else is reached under this phone; a family may share one, so it is said and not refused. */
export async function customersWithPhone(db: UserDb, tenantId: string, phone: string, except: string | null) {
  const { data } = await db
    .from("customer_contacts")
    .select("customer_id, customers(name)")
    .eq("tenant_id", tenantId)
    // In quotes: the embedded API loses the plus sign of an unquoted value.
    .filter("phone", "in", `("${phone}")`)
    .limit(5)
    .throwOnError();
  return data
    .filter((row) => row.customer_id !== except)
    .map((row) => ({ id: row.customer_id, name: row.customers.name }));
}
