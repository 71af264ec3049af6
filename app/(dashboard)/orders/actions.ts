"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { setOrderStatus, setStatusInput } from "@/lib/orders/set-status";

export const setOrderStatusAction = action("setOrderStatus", setStatusInput, async ({ db }, input) => {
  const done = await setOrderStatus(db, input);
  // Also when it was refused: somebody else was faster, and the buttons are others now.
  refresh();
  return done;
});
