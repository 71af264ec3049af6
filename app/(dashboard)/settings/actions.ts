"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { requireContext } from "@/lib/auth/session";
import { type ActionError, action } from "@/lib/core/action";
import type { Result } from "@/lib/core/result";
import { saveBusiness } from "@/lib/tenancy/business";
import { saveOutlet } from "@/lib/tenancy/outlets";
import { businessInput, outletInput } from "@/lib/tenancy/schema";

export const saveBusinessAction = action(
  "saveBusiness",
  businessInput,
  async ({ db }, input): Promise<Result<undefined>> => {
    const { tenant } = await requireContext();
    const saved = await saveBusiness(db, tenant.id, input);
    if (saved.ok) refresh();
    return saved;
  },
);

export const saveOutletAction = action("saveOutlet", outletInput, async ({ db }, input): Promise<Result<undefined>> => {
  const { tenant } = await requireContext();
  const saved = await saveOutlet(db, tenant.id, input);
  if (!saved.ok) {
    const atField: ActionError = { ...saved, fields: saved.code === "outlet.code_taken" ? { code: saved.code } : {} };
    return atField;
  }
  redirect("/settings/outlets");
});
