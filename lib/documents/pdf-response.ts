import type { Result } from "@/lib/core/result";
import { renderDocument } from "@/lib/documents/pdf";
import type { ShopDocument } from "@/lib/documents/schema";
import { fileName } from "@/lib/documents/summary";

const STATUS: Record<string, number> = {
  "auth.forbidden": 403,
  "input.not_found": 404,
  "link.gone": 404,
  "system.unreachable": 503,
};

/** The PDF of a document; `?download` saves it instead of showing it. Never cached: it names a person. */
export async function pdfResponse(request: Request, read: () => Promise<Result<ShopDocument>>): Promise<Response> {
  const found = await read();
  if (!found.ok) return Response.json({ code: found.code }, { status: STATUS[found.code] ?? 400 });
  const disposition = new URL(request.url).searchParams.has("download") ? "attachment" : "inline";
  return new Response(new Uint8Array(await renderDocument(found.value)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `${disposition}; filename="${fileName(found.value)}"`,
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
      "content-security-policy": "default-src 'none'; object-src 'self'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
    },
  });
}
