/** What the owner does to a number; the database says who may. */
import { z } from "zod";
import { toE164 } from "@/lib/core/phone";
import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { AddChannelInput, LinkInput } from "@/lib/whatsapp/channels/schema";

const made = z.object({ id: z.string() });

export async function addChannel(db: UserDb, input: AddChannelInput): Promise<Result<{ id: string }>> {
  const { data, error } = await db.rpc("add_channel", {
    p: { key: input.key, outlet_id: input.outletId, name: input.name, risk_read: "true" },
  });
  return error ? fromPg(error) : ok(made.parse(data));
}

export async function renameChannel(db: UserDb, id: string, name: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("rename_channel", { p_channel: id, p_name: name });
  return error ? fromPg(error) : ok();
}

export async function pauseChannel(db: UserDb, id: string, paused: boolean): Promise<Result<undefined>> {
  const { error } = await db.rpc("pause_channel", { p_channel: id, p_paused: paused });
  return error ? fromPg(error) : ok();
}

/** Whether customers see what staff have read. */
export async function setReadReceipts(db: UserDb, id: string, on: boolean): Promise<Result<undefined>> {
  const { error } = await db.rpc("set_read_receipts", { p_channel: id, p_on: on });
  return error ? fromPg(error) : ok();
}

export async function removeChannel(db: UserDb, id: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("remove_channel", { p_channel: id });
  return error ? fromPg(error) : ok();
}

/** Asks the runner that holds the number; what comes of it is seen in the number's state. */
export async function askChannel(db: UserDb, { id, action, method, phone }: LinkInput): Promise<Result<undefined>> {
  const number = method === "code" ? toE164(phone ?? "") : null;
  if (method === "code" && !number) return { ...err("input.invalid"), detail: { field: "phone" } };
  const { error } = await db.rpc("request_channel", {
    p_channel: id,
    p_action: action,
    ...(method ? { p_method: method } : {}),
    ...(number ? { p_phone: number } : {}),
  });
  return error ? fromPg(error) : ok();
}
