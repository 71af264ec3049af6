/** Where lite's Storage answers in another form than hosted Supabase, and supabase-js cannot read it. */
import { z } from "zod";

const signed = z.object({ signedUrl: z.string() });

/** Hosted Storage calls it `signedURL` and leaves out its own base path, which the client puts in front. */
export async function asHostedStorage(request: Request, response: Response): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method !== "POST" || !pathname.startsWith("/storage/v1/object/sign/") || !response.ok) return response;
  const answer = signed.safeParse(await response.clone().json()).data;
  if (!answer) return response;
  return Response.json({ signedURL: answer.signedUrl.replace(/^\/storage\/v1/, "") });
}
