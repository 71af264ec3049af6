"use server";

import { refresh } from "next/cache";
import { currentContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { err } from "@/lib/core/result";
import { setPin } from "@/lib/pos/pin";
import { setPinInput } from "@/lib/pos/refund-schema";
import { closeShiftInput, forceCloseInput, moveCashInput, openShiftInput } from "@/lib/pos/shift-schema";
import { closeShift, moveDrawerCash, openShift } from "@/lib/pos/shifts";

export const openShiftAction = action("openShift", openShiftInput, async ({ db }, input) => {
  const done = await openShift(db, input);
  refresh();
  return done;
});

export const moveCashAction = action("moveDrawerCash", moveCashInput, ({ db }, input) => moveDrawerCash(db, input));

export const closeShiftAction = action("closeShift", closeShiftInput, ({ db }, input) => closeShift(db, input));

export const forceCloseAction = action("forceCloseShift", forceCloseInput, async ({ db }, input) => {
  const done = await closeShift(db, { ...input, forced: true });
  refresh();
  return done;
});

export const setPinAction = action("setPin", setPinInput, async ({ db }, input) => {
  const me = await currentContext();
  return me?.person ? setPin(db, me.person.id, input) : err("auth.signed_out");
});
