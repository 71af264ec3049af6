"use server";

import { refresh } from "next/cache";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { addCustomerNote, addDevice, recordConsent, saveCustomer } from "@/lib/customers/save-customer";
import { addDeviceInput, addNoteInput, recordConsentInput, saveCustomerInput } from "@/lib/customers/schema";
import { allowAgain, allowAgainInput } from "@/lib/customers/unreachable";

export const saveCustomerAction = action("saveCustomer", saveCustomerInput, ({ db }, input) => saveCustomer(db, input));

export const addCustomerNoteAction = action("addCustomerNote", addNoteInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await addCustomerNote(db, tenant.id, input);
  if (result.ok) refresh();
  return result;
});

export const addDeviceAction = action("addDevice", addDeviceInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  const result = await addDevice(db, tenant.id, input);
  if (result.ok) refresh();
  return result;
});

export const recordConsentAction = action("recordConsent", recordConsentInput, async ({ db }, input) => {
  const result = await recordConsent(db, input);
  if (result.ok) refresh();
  return result;
});

export const allowAgainAction = action("allowAgain", allowAgainInput, async ({ db }, { customerId }) => {
  const result = await allowAgain(db, customerId);
  if (result.ok) refresh();
  return result;
});
