import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { OutletInput } from "@/lib/tenancy/schema";

const COLUMNS = "id, code, name, phone, address_line, postcode, city, state, hours, is_active";

export async function listOutlets(db: UserDb) {
  const { data, error } = await db.from("outlets").select(COLUMNS).order("code");
  if (error) throw new Error(`outlets: ${error.code} ${error.message}`);
  return data;
}
export type Outlet = Awaited<ReturnType<typeof listOutlets>>[number];

export async function getOutlet(db: UserDb, id: string): Promise<Outlet | null> {
  const { data, error } = await db.from("outlets").select(COLUMNS).eq("id", id).maybeSingle();
  if (error) throw new Error(`outlet: ${error.code} ${error.message}`);
  return data;
}

/** Adds the outlet, or changes it when it has an id. */
export async function saveOutlet(db: UserDb, tenantId: string, input: OutletInput): Promise<Result<undefined>> {
  const row = {
    name: input.name,
    code: input.code,
    phone: input.phone,
    address_line: input.addressLine,
    postcode: input.postcode,
    city: input.city,
    state: input.state,
    hours: input.hours,
    is_active: input.id === undefined || input.active === "on",
  };
  const table = db.from("outlets");
  const { data, error } = await (input.id
    ? table.update(row).eq("id", input.id).select("id")
    : table.insert({ ...row, tenant_id: tenantId }).select("id"));
  if (error) return fromPg(error);
  return data.length === 0 ? err("auth.forbidden") : ok();
}
