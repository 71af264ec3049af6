"use server";

import { revalidatePath } from "next/cache";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { err } from "@/lib/core/result";
import { revealUnlockInput, setUnlockInput, ticketIdInput, unlockOf } from "@/lib/repairs/unlock-schema";
import { keepUnlock, removeUnlock, revealUnlock } from "@/lib/repairs/unlock-vault";

/** Each of them leaves a line in the ticket's timeline. */
const shown = () => revalidatePath("/repairs/[id]", "page");

export const setUnlockAction = action("setUnlock", setUnlockInput, async ({ db }, { ticketId, ...fields }) => {
  const unlock = unlockOf(fields);
  if (!unlock) return { ...err("input.invalid"), fields: { pin: "input.required" } };
  const { tenant } = await requireContext();
  const kept = await keepUnlock(db, tenant.id, ticketId, unlock);
  if (kept.ok) shown();
  return kept;
});

export const revealUnlockAction = action("revealUnlock", revealUnlockInput, async ({ db }, { ticketId, reason }) => {
  const { tenant } = await requireContext();
  const revealed = await revealUnlock(db, tenant.id, ticketId, reason);
  if (revealed.ok) shown();
  else if (revealed.code === "secret.reason") return { ...revealed, fields: { reason: revealed.code } };
  return revealed;
});

export const removeUnlockAction = action("removeUnlock", ticketIdInput, async ({ db }, { ticketId }) => {
  const { tenant } = await requireContext();
  const removed = await removeUnlock(db, tenant.id, ticketId);
  if (removed.ok) shown();
  return removed;
});
