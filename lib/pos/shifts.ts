import type { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import {
  type CloseAnswer,
  closeAnswer,
  type closeShiftInput,
  type forceCloseInput,
  type moveCashInput,
  type openShiftInput,
} from "@/lib/pos/shift-schema";

export async function openShift(db: UserDb, input: z.output<typeof openShiftInput>): Promise<Result<null>> {
  const { error } = await db.rpc("open_shift", { p: input });
  return error ? fromPg(error) : ok(null);
}

export async function moveDrawerCash(db: UserDb, input: z.output<typeof moveCashInput>): Promise<Result<null>> {
  const { error } = await db.rpc("move_drawer_cash", { p: input });
  return error ? fromPg(error) : ok(null);
}

/** What should have been in the drawer is told only now, after the count. */
export async function closeShift(
  db: UserDb,
  input: z.output<typeof closeShiftInput> | (z.output<typeof forceCloseInput> & { forced: true }),
): Promise<Result<CloseAnswer>> {
  const { data, error } = await db.rpc("close_shift", { p: input });
  return error ? fromPg(error) : ok(closeAnswer.parse(data));
}
