"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { setConciergeMode } from "@/lib/inbox/save-canned";
import { conciergeModeInput } from "@/lib/inbox/schema";
import { removeSecret, setSecret } from "@/lib/secrets/vault";

export const setConciergeModeAction = action("setConciergeMode", conciergeModeInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await setConciergeMode(db, tenant.id, input);
  if (result.ok) refresh();
  return result;
});

const ownKeyInput = z.object({
  key: z
    .string("input.required")
    .trim()
    .min(1, "input.required")
    .regex(/^sk-[\w-]{16,190}$/, "secret.api_key"),
});
const ownKeyOf = (tenantId: string) => ({ tenantId, kind: "openai_key", ref: "default" });

export const setOwnKeyAction = action("setOwnKey", ownKeyInput, async ({ db }, { key }) => {
  const { tenant } = await requireContext();
  const result = await setSecret(db, ownKeyOf(tenant.id), key, { hint: key.slice(-4) });
  if (result.ok) refresh();
  return result;
});

export const removeOwnKeyAction = action("removeOwnKey", z.object({}), async ({ db }) => {
  const { tenant } = await requireContext();
  const result = await removeSecret(db, ownKeyOf(tenant.id));
  if (result.ok) refresh();
  return result;
});
