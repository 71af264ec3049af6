"use server";

import { refresh } from "next/cache";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { deleteCannedReply, saveCannedReply } from "@/lib/inbox/save-canned";
import { cannedReplyInput, deleteCannedInput } from "@/lib/inbox/schema";

export const saveCannedReplyAction = action("saveCannedReply", cannedReplyInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await saveCannedReply(db, tenant.id, input);
  if (result.ok) refresh();
  return result;
});

export const deleteCannedReplyAction = action("deleteCannedReply", deleteCannedInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await deleteCannedReply(db, tenant.id, input.id);
  if (result.ok) refresh();
  return result;
});
