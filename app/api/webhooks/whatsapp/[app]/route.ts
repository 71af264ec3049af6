/**
 * Where Meta tells what happens on Cloud API numbers. Every shop has an app of its own, so the address says whose secret it is signed
 * with. What is signed is put down and answered at once; wa-runner takes it into the books.
 */
import { log } from "@/lib/core/log";
import { tooMany } from "@/lib/security/limit";
import { REQUEST_ID } from "@/lib/security/request-id";
import { isSignedByMeta, sameText } from "@/lib/whatsapp/cloud/signature";
import { openDoor, storeWebhook } from "@/lib/whatsapp/cloud/webhook";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ app: string }> };

/** A thousand updates may come at once. */
const MOST_BYTES = 4 * 2 ** 20;
/** Of wrong ones; what is signed is never turned away. */
const ALLOWED = { each: 60, visitor: 30, seconds: 60 };

const answer = (status: number, code: string) =>
  Response.json({ code }, { status, headers: { "cache-control": "no-store" } });

async function refuse(request: Request, app: string, status: number): Promise<Response> {
  return (await tooMany(request.headers, "whatsapp-webhook", app, ALLOWED))
    ? answer(429, "auth.too_many")
    : answer(status, "auth.forbidden");
}

/** Null: more than anybody has to say at once. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Meta asks once, when the owner gives it this address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  const asked = new URL(request.url).searchParams;
  const door = await openDoor(app);
  const token = asked.get("hub.verify_token") ?? "";
  const isRight = sameText(token, door?.verifyToken ?? "") && door !== null;
  if (!isRight || asked.get("hub.mode") !== "subscribe") return refuse(request, app, 403);
  return new Response((asked.get("hub.challenge") ?? "").slice(0, 500), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { app } = await params;
  const where = { requestId: request.headers.get(REQUEST_ID) ?? undefined };
  try {
    const bytes = await readBody(request);
    if (!bytes) return answer(413, "input.too_long");
    const door = await openDoor(app);
    const header = request.headers.get("x-hub-signature-256");
    if (!door || !isSignedByMeta(door.appSecret, bytes, header)) return await refuse(request, app, 401);
    const { stored, repeated } = await storeWebhook(door, bytes);
    log("whatsapp").debug({ ...where, channel: door.channelId, stored, repeated }, "Meta told something");
    return answer(200, "taken");
  } catch (error) {
    // Meta comes again for seven days.
    log("whatsapp").error({ ...where, err: error instanceof Error ? error.message : "unknown" }, "webhook not taken");
    return answer(503, "system.unreachable");
  }
}
