"use server";

import { revalidatePath } from "next/cache";
import { action } from "@/lib/core/action";
import { saveIntakeForm } from "@/lib/intake/save-form";
import { intakeSettingsForm } from "@/lib/intake/schema";

export const saveIntakeFormAction = action("saveIntakeForm", intakeSettingsForm, async ({ db }, input) => {
  const result = await saveIntakeForm(db, input);
  if (result.ok) revalidatePath("/repairs/intake");
  return result;
});
