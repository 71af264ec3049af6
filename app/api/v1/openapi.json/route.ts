import { openApiDocument } from "@/lib/api/openapi";

/** Nothing in it is anybody's: it needs no key. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { "cache-control": "public, max-age=300" } });
}
