import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { PublicDb, UserDb } from "@/lib/db/clients";
import { type IntakeFormDefinition, intakeFormRow } from "@/lib/intake/schema";
import { outletCard } from "@/lib/repairs/public-pages";
import { answer } from "@/lib/repairs/rpc";

const publicForm = intakeFormRow.extend({ tenant_id: z.uuid(), outlet: outletCard, locale: z.enum(["ms", "en"]) });
export type PublicIntakeForm = z.output<typeof publicForm>;

/** The form behind a QR code. link.gone when there is no such outlet. */
export const getIntakeForm = (db: PublicDb, slug: string): Promise<Result<PublicIntakeForm>> =>
  answer(db.rpc("intake_form", { p_slug: slug }), publicForm);

const outletRow = z.object({ id: z.string(), code: z.string(), name: z.string(), intake_slug: z.string() });
export type IntakeOutlet = z.output<typeof outletRow>;

export async function getIntakeSettings(
  db: UserDb,
  tenantId: string,
): Promise<{ form: IntakeFormDefinition; outlets: IntakeOutlet[] }> {
  const [form, outlets] = await Promise.all([
    db.from("intake_forms").select("fields, texts, text_version, is_open").eq("tenant_id", tenantId).single(),
    db
      .from("outlets")
      .select("id, code, name, intake_slug")
      .eq("tenant_id", tenantId)
      .eq("is_active", true)
      .order("code"),
  ]);
  if (form.error || outlets.error) throw new Error(`intake settings: ${(form.error ?? outlets.error)?.message}`);
  return { form: intakeFormRow.parse(form.data), outlets: z.array(outletRow).parse(outlets.data) };
}
