"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { textField } from "@/lib/core/text";
import { publicAction } from "@/lib/intake/public-action";
import { decideByLink, linkToken } from "@/lib/repairs/public-pages";

const decideInput = z.object({
  token: linkToken,
  decision: z.enum(["approve", "decline"]),
  name: textField(160).pipe(z.string().min(2, "input.too_short")),
});

/** Whatever the outcome, the page is read again and says how things stand. */
export const decideAction = publicAction("decideByLink", decideInput, async ({ db }, input) => {
  const result = await decideByLink(db, input);
  if (result.ok) revalidatePath(`/a/${input.token}`);
  return result;
});
