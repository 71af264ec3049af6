/** Requests to Meta's Graph API. Never throws for what can be foreseen, and says what is known of a request that failed. */
import { z } from "zod";

const USER_AGENT = "voltura-wa-runner/1.0";
const TIMEOUT_MS = 20_000;
const UPLOAD_MS = 90_000;

export interface GraphError {
  readonly code: number;
  /** Codes and ids only: what Meta calls details may quote what was sent. */
  readonly detail: string;
}

/** `refused`: Meta said no. `unreached`: it never left. `silent`: it may have been done. */
export type Answer =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly kind: "refused"; readonly error: GraphError }
  | { readonly ok: false; readonly kind: "unreached" }
  | { readonly ok: false; readonly kind: "silent" };

export interface Graph {
  readonly base: URL;
  get(path: string, query?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  upload(path: string, file: { bytes: Uint8Array; mime: string; name: string }): Promise<Answer>;
  /** A file, with the token; the address is checked by who calls (media.ts). */
  file(url: URL, signal: AbortSignal): Promise<Response>;
}

const errorBody = z.looseObject({
  error: z.looseObject({
    code: z.coerce.number().int(),
    error_subcode: z.coerce.number().optional().catch(undefined),
    fbtrace_id: z.string().max(80).optional().catch(undefined),
  }),
});

const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
]);

function causeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if ("code" in at) return String(at.code);
  return "";
}

export function createGraph(base: string, token: string): Graph {
  const root = new URL(`${base.replace(/\/$/, "")}/`);
  const headers = { authorization: `Bearer ${token}`, "user-agent": USER_AGENT };

  async function ask(path: string, init: RequestInit, timeoutMs: number): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(path, root), {
        ...init,
        headers: { ...headers, ...init.headers },
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      return { ok: false, kind: NOT_SENT.has(causeOf(error)) ? "unreached" : "silent" };
    }
    const json = parse(text);
    if (response.ok && json !== undefined) return { ok: true, json };
    const said = errorBody.safeParse(json).data?.error;
    // A proxy in between, not Meta: whether Meta has it nobody knows.
    if (!said) return { ok: false, kind: response.status === 429 ? "unreached" : "silent" };
    const words = [`code ${said.code}`, said.error_subcode && `sub ${said.error_subcode}`, said.fbtrace_id];
    return { ok: false, kind: "refused", error: { code: said.code, detail: words.filter(Boolean).join(", ") } };
  }

  return {
    base: root,
    get: (path, query = {}) => ask(`${path}?${new URLSearchParams(query)}`, { method: "GET" }, TIMEOUT_MS),
    post: (path, body) =>
      ask(
        path,
        { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } },
        TIMEOUT_MS,
      ),
    upload(path, { bytes, mime, name }) {
      const form = new FormData();
      form.set("messaging_product", "whatsapp");
      form.set("type", mime);
      form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), name);
      return ask(path, { method: "POST", body: form }, UPLOAD_MS);
    },
    file: (url, signal) => fetch(url, { headers, redirect: "error", signal }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
