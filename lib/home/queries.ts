import type { UserDb } from "@/lib/db/clients";
import { type Dashboard, dashboardSchema } from "@/lib/home/schema";

/** Null outlet: all outlets of the person. */
export async function getDashboard(db: UserDb, outletId: string | null, days: number): Promise<Dashboard> {
  const { data, error } = await db.rpc(
    "dashboard",
    outletId ? { p_outlet_id: outletId, p_days: days } : { p_days: days },
  );
  if (error) throw new Error(`dashboard: ${error.code} ${error.message}`);
  return dashboardSchema.parse(data);
}

export type SetupSteps = {
  profile: boolean;
  product: boolean;
  chat: boolean;
  ticket: boolean;
  sale: boolean;
  team: boolean;
};

/** What a new shop has done so far, read from its own rows. */
export async function getSetupSteps(db: UserDb, tenantId: string): Promise<SetupSteps> {
  const [tenant, products, conversations, tickets, sales, members] = await Promise.all([
    db.from("tenants").select("address_line, city").eq("id", tenantId).maybeSingle(),
    db.from("products").select("id").limit(1),
    db.from("conversations").select("id").limit(1),
    db.from("repair_tickets").select("id").limit(1),
    db.from("sales").select("id").limit(1),
    db.from("members").select("user_id").eq("tenant_id", tenantId).limit(2),
  ]);
  for (const { error } of [tenant, products, conversations, tickets, sales, members]) {
    if (error) throw new Error(`setup steps: ${error.code} ${error.message}`);
  }
  return {
    profile: Boolean(tenant.data?.address_line && tenant.data.city),
    product: (products.data?.length ?? 0) > 0,
    chat: (conversations.data?.length ?? 0) > 0,
    ticket: (tickets.data?.length ?? 0) > 0,
    sale: (sales.data?.length ?? 0) > 0,
    team: (members.data?.length ?? 0) > 1,
  };
}
