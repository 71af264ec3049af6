import { loadMessages, type Messages } from "@/lib/i18n/messages";

function words(locale: "ms" | "en"): string {
  let at: string | Messages | undefined = loadMessages(locale);
  for (const part of ["errors", "auth", "too_many"]) at = typeof at === "object" ? at[part] : undefined;
  return typeof at === "string" ? at : "";
}

/** 429 for who opens too many links, before any page is drawn: in both languages, since nothing of the visitor is known. */
export function tooManyResponse(seconds: number): Response {
  const body = `<!doctype html><html lang="ms"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Voltura</title>
<body style="font-family:system-ui,sans-serif;margin:20vh auto;max-width:26rem;padding:0 1.5rem;line-height:1.5">
<main><h1 style="font-size:1.25rem">Voltura</h1><p>${words("ms")}</p><p lang="en">${words("en")}</p></main></body></html>`;
  return new Response(body, {
    status: 429,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src-attr 'unsafe-inline'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "retry-after": String(seconds),
    },
  });
}
