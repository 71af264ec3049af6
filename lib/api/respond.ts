/** What every request of the public API goes through: the door, the work, an answer or a problem, and one line of log. */
import { type Caller, openDoor } from "@/lib/api/door";
import { pointerTo, problemBody, type Refusal } from "@/lib/api/problem";
import { log } from "@/lib/core/log";
import { isUnreachable, type PgError } from "@/lib/db/errors";
import { REQUEST_ID } from "@/lib/security/request-id";

export interface Answer {
  status: 200 | 201;
  body: unknown;
  headers?: Record<string, string>;
}
export const isRefusal = (value: object): value is Refusal => "code" in value && "status" in value;

/** A refusal of the database; `scope` is what the caller would have needed. What nobody foresaw is thrown. */
export function refusalFrom(error: PgError, scope: string): Refusal {
  const code = error.code ?? "";
  if (isUnreachable(error)) return { status: 503, code: "system.unreachable", headers: { "retry-after": "5" } };
  const status = /^PT(4\d\d)$/.exec(code)?.[1];
  if (!status) throw new Error(`unexpected database error ${code}: ${error.message}`);
  const detail: unknown = error.details ? JSON.parse(error.details) : {};
  return refusalOf(Number(status), error.message, detail, scope);
}

/** `detail.field` of a refusal names the wrong field as `lines.0.sku`. */
export function refusalOf(status: number, code: string, detail: unknown, scope: string): Refusal {
  const values: Record<string, unknown> = typeof detail === "object" && detail !== null ? { ...detail } : {};
  if (code === "auth.forbidden" && typeof values["capability"] === "string")
    return { status: 403, code: "api.scope_missing", detail: { scope } };
  const field = values["field"];
  const errors = typeof field === "string" ? [{ pointer: pointerTo(field.split(".")), code, detail: "" }] : undefined;
  const refusal: Refusal = { status, code, detail: values };
  if (!errors) return refusal;
  const { detail: sentence } = problemBody(refusal, "");
  return { ...refusal, errors: errors.map((one) => ({ ...one, detail: sentence })) };
}

const NO_STORE = { "cache-control": "no-store" };

function problemResponse(refusal: Refusal, requestId: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problemBody(refusal, refusal.requestId ?? requestId)), {
    status: refusal.status,
    headers: { "content-type": "application/problem+json", ...NO_STORE, ...headers, ...refusal.headers },
  });
}

/** @param route the pattern, never the address itself: that may hold a phone. */
export async function answerCaller(
  request: Request,
  route: string,
  work: (caller: Caller) => Promise<Answer | Refusal>,
): Promise<Response> {
  const started = performance.now();
  const requestId = request.headers.get(REQUEST_ID) ?? crypto.randomUUID();
  const writes = request.method !== "GET" && request.method !== "HEAD";
  const line: Record<string, unknown> = { requestId, method: request.method, route };
  let response: Response;
  try {
    const caller = await openDoor(request, writes);
    if (isRefusal(caller)) {
      response = problemResponse(caller, requestId);
      line["code"] = caller.code;
    } else {
      line["keyId"] = caller.keyId;
      line["tenantId"] = caller.tenantId;
      const done = await work(caller);
      if (isRefusal(done)) line["code"] = done.code;
      response = isRefusal(done)
        ? problemResponse(done, requestId, caller.headers)
        : Response.json(done.body, {
            status: done.status,
            headers: { ...NO_STORE, ...caller.headers, ...done.headers },
          });
    }
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    const away = isUnreachable({ message: `${failure.message} ${String(failure.cause ?? "")}` });
    response = problemResponse(
      away
        ? { status: 503, code: "system.unreachable", headers: { "retry-after": "5" } }
        : { status: 500, code: "system.unexpected", detail: { reference: requestId } },
      requestId,
    );
    if (!away) log("api").error({ ...line, err: failure }, "api request failed");
  }
  log("api").info({ ...line, status: response.status, ms: Math.round(performance.now() - started) }, "api request");
  return response;
}
