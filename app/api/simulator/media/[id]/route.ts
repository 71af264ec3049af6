import { z } from "zod";
import { mediaHeaders } from "@/lib/media/headers";
import { mayUseSimulator } from "@/lib/whatsapp/simulator-access";
import { readMedia } from "@/lib/whatsapp/simulator-network";
import { simulatorSql } from "@/lib/whatsapp/simulator-server";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!mayUseSimulator(request.headers)) return new Response(null, { status: 404 });
  const id = z.uuid().safeParse((await params).id);
  const file = id.success ? await readMedia(simulatorSql(), id.data) : null;
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), { headers: mediaHeaders(file.mime, file.name) });
}
