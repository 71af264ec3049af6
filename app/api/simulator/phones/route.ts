import { z } from "zod";
import { optionalText } from "@/lib/core/text";
import { addPhone, listPhones, setOnline } from "@/lib/whatsapp/simulator-network";
import {
  answer,
  networkNumber,
  readBody,
  refusal,
  simulatorRoute,
  simulatorSql,
} from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

const newPhone = z.object({ number: z.string().max(40), name: optionalText(80) });
const airplane = z.object({ number: z.string(), online: z.boolean() });

export const GET = simulatorRoute(async () => answer({ phones: await listPhones(simulatorSql()) }));

export const POST = simulatorRoute(async (request) => {
  const input = await readBody(request, newPhone);
  const number = input && networkNumber(input.number);
  if (!number) return refusal("input.phone", 422);
  await addPhone(simulatorSql(), number, input.name);
  return answer({ number }, 201);
});

export const PATCH = simulatorRoute(async (request) => {
  const input = await readBody(request, airplane);
  if (!input) return refusal("input.invalid", 422);
  await setOnline(simulatorSql(), input.number, input.online);
  return answer({ number: input.number, online: input.online });
});
