import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { type EraseInput, type ErasePreview, erased, erasePreview } from "@/lib/privacy/schema";
import { answer } from "@/lib/repairs/rpc";

/** What an erasure would take, what the tax law keeps, and what stands in its way. */
export const getErasePreview = (db: UserDb, customerId: string): Promise<Result<ErasePreview>> =>
  answer(db.rpc("erase_preview", { p_customer: customerId }), erasePreview);

/** For good. The files are queued; removeQueuedFiles deletes them. */
export const eraseCustomer = (db: UserDb, { customerId, name }: EraseInput) =>
  answer(db.rpc("erase_customer", { p_customer: customerId, p_name: name }), erased);
