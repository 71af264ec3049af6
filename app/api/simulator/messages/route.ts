import { z } from "zod";
import { err, ok, type Result } from "@/lib/core/result";
import { inspectFile } from "@/lib/media/inspect";
import { inboundKinds } from "@/lib/whatsapp/kinds";
import { listShops, type PhoneMessage, readThread, sendFromPhone } from "@/lib/whatsapp/simulator-network";
import { answer, networkNumber, refusal, simulatorRoute, simulatorSql } from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

const MAX_TEXT = 65_536;
const fields = z.object({
  phone: z.string().max(40),
  shop: z.string().max(80),
  // Postgres cannot hold NUL even in transit; everything else a phone may say goes through as it is.
  body: z
    .string()
    .max(MAX_TEXT)
    .transform((text) => text.toWellFormed().replaceAll("\0", ""))
    .default(""),
  id: z.string().min(1).max(120).optional(),
  name: z.string().max(80).optional(),
  kind: z.enum(inboundKinds).optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  replyTo: z.string().max(120).optional(),
});

export const GET = simulatorRoute(async (request) => {
  const { searchParams } = new URL(request.url);
  const phone = networkNumber(searchParams.get("phone") ?? "");
  const shop = searchParams.get("shop");
  if (!phone || !shop) return refusal("input.invalid", 422);
  return answer({ messages: await readThread(simulatorSql(), phone, shop) });
});

async function readMessage(request: Request): Promise<Result<PhoneMessage>> {
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
  const raw: Record<string, unknown> = isForm
    ? Object.fromEntries(await request.formData())
    : z.record(z.string(), z.unknown()).parse(await request.json());
  const { file, ...rest } = raw;
  const input = fields.safeParse(rest);
  if (!input.success) return err("input.invalid");
  const phone = networkNumber(input.data.phone);
  if (!phone) return err("input.phone");
  const message = { ...input.data, phone };
  if (!(file instanceof File)) {
    const isEmpty = message.body.trim() === "" && (message.kind ?? "text") === "text";
    return isEmpty ? err("input.required") : ok(message);
  }
  const safe = await inspectFile(new Uint8Array(await file.arrayBuffer()), file.name);
  return safe.ok ? ok({ ...message, file: safe.value }) : safe;
}

export const POST = simulatorRoute(async (request) => {
  const message = await readMessage(request).catch(() => err("input.invalid"));
  if (!message.ok) return refusal(message.code, 422);
  const sql = simulatorSql();
  const shops = await listShops(sql);
  if (!shops.some((shop) => shop.address === message.value.shop)) return refusal("input.not_found", 404);
  return answer({ id: await sendFromPhone(sql, message.value) }, 201);
});
