import { eventStream } from "@/lib/live/sse";
import { networkNumber, refusal, simulatorRoute, watchPhones } from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

export const GET = simulatorRoute(async (request) => {
  const phone = networkNumber(new URL(request.url).searchParams.get("phone") ?? "");
  if (!phone) return refusal("input.invalid", 422);
  return eventStream(request.signal, (stream) =>
    watchPhones((change) => {
      if (change === null || change.phone === phone) stream.send("change", change ?? { phone, shop: "" });
    }),
  );
});
