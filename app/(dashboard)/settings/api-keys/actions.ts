"use server";

import { refresh } from "next/cache";
import { createKeyInput, keyIdInput } from "@/lib/api/key-schema";
import { createKey, revokeKey } from "@/lib/api/keys";
import { action } from "@/lib/core/action";

export const createKeyAction = action("createKey", createKeyInput, async ({ db }, input) => {
  const made = await createKey(db, input);
  if (made.ok) refresh();
  return made;
});

export const revokeKeyAction = action("revokeKey", keyIdInput, async ({ db }, input) => {
  const done = await revokeKey(db, input.id);
  if (done.ok) refresh();
  return done;
});
