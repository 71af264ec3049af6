/** A stored file under the asker's own rights, in a form no browser will run. */
import { authProvider } from "@/lib/auth/provider";
import { env } from "@/lib/env";
import { mediaHeaders } from "@/lib/media/headers";
import { sliceRange } from "@/lib/media/range";

export const dynamic = "force-dynamic";

const PASSED = ["content-length", "content-range", "etag", "last-modified"] as const;

export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const { path } = await params;
  const session = await (await authProvider()).session();
  if (!session) return new Response(null, { status: 401 });
  const { NEXT_PUBLIC_SUPABASE_URL: url, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: apikey } = env();
  const range = request.headers.get("range");
  const answer = await fetch(`${url}/storage/v1/object/media/${path.map(encodeURIComponent).join("/")}`, {
    headers: { apikey, authorization: `Bearer ${session.accessToken}`, ...(range ? { range } : {}) },
    cache: "no-store",
    signal: request.signal,
  }).catch(() => null);
  if (!answer) return new Response(null, { status: 503 });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    // Storage says 400 for what is not there or not yours; neither is told apart here.
    return new Response(null, { status: answer.status >= 500 ? 503 : 404 });
  }
  const headers = mediaHeaders(answer.headers.get("content-type") ?? "", path.at(-1) ?? "file");
  for (const name of PASSED) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  // A Storage that ignores Range answers with everything; players on phones insist on the part they asked for.
  if (range && answer.status === 200) return sliceRange(new Uint8Array(await answer.arrayBuffer()), range, headers);
  return new Response(answer.body, { status: answer.status, headers });
}
