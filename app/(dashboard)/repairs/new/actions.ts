"use server";

import { revalidatePath } from "next/cache";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { ok } from "@/lib/core/result";
import { createTicket } from "@/lib/repairs/create-ticket";
import { ticketForm } from "@/lib/repairs/ticket-form";
import { unlockOf } from "@/lib/repairs/unlock-schema";
import { keepUnlock } from "@/lib/repairs/unlock-vault";

export const openTicketAction = action("openTicket", ticketForm, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await createTicket(db, tenant.name, input);
  if (!result.ok) return result;
  revalidatePath("/repairs");
  const unlock = unlockOf(input);
  // The ticket stands whatever becomes of it; the same form sent twice keeps it once.
  const kept = unlock ? await keepUnlock(db, tenant.id, result.value.id, unlock, { replace: false }) : null;
  return ok({ ...result.value, isUnlockKept: kept?.ok ?? true });
});
