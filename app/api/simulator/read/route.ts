import { z } from "zod";
import { markRead } from "@/lib/whatsapp/simulator-network";
import {
  answer,
  networkNumber,
  readBody,
  refusal,
  simulatorRoute,
  simulatorSql,
} from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

const thread = z.object({ phone: z.string(), shop: z.string() });

export const POST = simulatorRoute(async (request) => {
  const input = await readBody(request, thread);
  const phone = input && networkNumber(input.phone);
  if (!phone) return refusal("input.invalid", 422);
  await markRead(simulatorSql(), phone, input.shop);
  return answer({});
});
