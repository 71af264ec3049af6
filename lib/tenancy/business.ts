import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { BusinessInput } from "@/lib/tenancy/schema";

export async function getBusiness(db: UserDb, tenantId: string) {
  const { data, error } = await db
    .from("tenants")
    .select(
      "name, registration_no, phone, email, address_line, postcode, city, state, sst_no, sst_from, receipt_footer, terms, bank_details, locale",
    )
    .eq("id", tenantId)
    .single();
  if (error) throw new Error(`business: ${error.code} ${error.message}`);
  return data;
}
export type Business = Awaited<ReturnType<typeof getBusiness>>;

/** Row level security lets only those who manage the tenant write; for others no row matches. */
export async function saveBusiness(db: UserDb, tenantId: string, input: BusinessInput): Promise<Result<undefined>> {
  const { data, error } = await db
    .from("tenants")
    .update({
      name: input.name,
      registration_no: input.registrationNo,
      phone: input.phone,
      email: input.email,
      address_line: input.addressLine,
      postcode: input.postcode,
      city: input.city,
      state: input.state,
      sst_no: input.sstNo,
      sst_from: input.sst ? input.sstFrom : null,
      receipt_footer: input.receiptFooter,
      terms: input.terms,
      bank_details: input.bankDetails,
      locale: input.locale,
    })
    .eq("id", tenantId)
    .select("id");
  if (error) return fromPg(error);
  return data.length === 0 ? err("auth.forbidden") : ok();
}
