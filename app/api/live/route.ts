/** What changed in the person's active tenant, as it happens: topics and ids. The screen then reads again under its own rights. */
import { z } from "zod";
import { authProvider } from "@/lib/auth/provider";
import { type Standing, standing } from "@/lib/live/membership";
import { subscribe } from "@/lib/live/server";
import { eventStream } from "@/lib/live/sse";

export const dynamic = "force-dynamic";

const renderedAt = z.coerce.number().int().positive().optional().catch(undefined);
const RECHECK_MS = 45_000;
const refuse = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } });

export async function GET(request: Request): Promise<Response> {
  const session = await (await authProvider()).session();
  if (!session) return refuse(401);
  const now = await standing(session.accessToken);
  if (now.kind === "gone") return refuse(401);
  if (now.kind === "unknown") return refuse(503);
  const { tenantId, personId } = now;

  return eventStream(request.signal, (stream) => {
    // Another tenant chosen, membership or session ended: the page reads itself again, the browser comes back and is judged anew.
    const judge = (next: Standing) => {
      if (next.kind === "unknown" || (next.kind === "active" && next.tenantId === tenantId)) return;
      stream.send("change", { topic: "person", id: personId });
      stream.close();
    };
    const recheck = () => void standing(session.accessToken).then(judge);
    const leave = subscribe({
      tenantId,
      renderedAt: renderedAt.parse(new URL(request.url).searchParams.get("since")),
      change(topic, id) {
        if (topic === "person" && id !== personId) return;
        stream.send("change", { topic, id });
        if (topic === "person") recheck();
      },
      sync: () => stream.send("sync", {}),
    });
    const timer = setInterval(recheck, RECHECK_MS);
    const untilExpiryMs = Math.max(1000, session.expiresAt * 1000 - Date.now() - 5000);
    const expiry = setTimeout(stream.close, Math.min(untilExpiryMs, 2 ** 31 - 1));
    return () => {
      clearInterval(timer);
      clearTimeout(expiry);
      leave();
    };
  });
}
