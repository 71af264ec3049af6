/** The handlers of a resource: list, get, create. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { fromCursor, toCursor } from "@/lib/api/cursor";
import { fieldProblems, type Refusal } from "@/lib/api/problem";
import type { Resource } from "@/lib/api/resources";
import { type Answer, answerCaller, isRefusal, refusalFrom, refusalOf } from "@/lib/api/respond";
import { self } from "@/lib/api/schema";

const page = z.object({
  rows: z.array(z.unknown()),
  next: z.object({ at: z.string(), id: z.uuid() }).nullable(),
});
type Handler = (request: Request) => Promise<Response>;
type ItemHandler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

/** The last of a repeated parameter counts; zod refuses the ones that do not exist. */
function asked(request: Request, resource: Resource): Record<string, unknown> | Refusal {
  const parsed = resource.query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return { status: 400, code: "input.invalid", errors: fieldProblems(parsed.error, "query") };
  const { cursor, ...rest } = parsed.data;
  if (typeof cursor !== "string") return rest;
  const place = fromCursor(rest["updated_since"] ? "changed" : "made", cursor);
  return place
    ? { ...rest, after_at: place.at, after_id: place.id }
    : { status: 400, code: "api.bad_cursor", errors: [{ parameter: "cursor", code: "api.bad_cursor", detail: "" }] };
}

export const listRoute =
  (resource: Resource): Handler =>
  (request) =>
    answerCaller(request, `/api/v1/${resource.name}`, async ({ db }): Promise<Answer | Refusal> => {
      const query = asked(request, resource);
      if (isRefusal(query)) return query;
      const { data, error } = await db.rpc(resource.rpc, {
        p: JSON.parse(JSON.stringify({ ...query, ...resource.extra() })),
      });
      if (error) return refusalFrom(error, resource.readScope);
      const { rows, next } = page.parse(data);
      return {
        status: 200,
        body: {
          data: z.array(resource.output).parse(rows),
          next_cursor: next && toCursor(query["updated_since"] ? "changed" : "made", next),
        },
      };
    });

export const itemRoute =
  (resource: Resource): ItemHandler =>
  (request, { params }) =>
    answerCaller(request, `/api/v1/${resource.name}/{id}`, async ({ db }): Promise<Answer | Refusal> => {
      const id = z.uuid().safeParse((await params).id);
      // What cannot be an id is asked for nowhere, but the scope is checked all the same.
      const wanted = id.success ? id.data : "00000000-0000-0000-0000-000000000000";
      const { data, error } = await db.rpc(resource.rpc, {
        p: JSON.parse(JSON.stringify({ id: wanted, ...resource.extra() })),
      });
      if (error) return refusalFrom(error, resource.readScope);
      const [row] = page.parse(data).rows;
      return row ? { status: 200, body: resource.output.parse(row) } : { status: 404, code: "input.not_found" };
    });

const created = z.object({
  status: z.int(),
  body: z.unknown(),
  replayed: z.boolean(),
  request_id: z.string().nullish(),
});
const refused = z.object({ code: z.string(), detail: z.unknown() });
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

export const createRoute =
  (resource: Resource): Handler =>
  (request) =>
    answerCaller(request, `/api/v1/${resource.name}`, async ({ db }): Promise<Answer | Refusal> => {
      const key = request.headers.get("idempotency-key");
      if (key !== null && !IDEMPOTENCY_KEY.test(key)) return { status: 400, code: "api.bad_idempotency_key" };
      const body = await readBody(request);
      if (isRefusal(body)) return body;
      const parsed = resource.input.safeParse(body.value);
      if (!parsed.success) return { status: 422, code: "input.invalid", errors: fieldProblems(parsed.error, "body") };
      const input = JSON.stringify(parsed.data);
      const { data, error } = await db.rpc("api_create", {
        p_kind: resource.name,
        p_hash: createHash("sha256").update(`${resource.name}\n${input}`).digest("hex"),
        p: JSON.parse(JSON.stringify({ ...JSON.parse(input), ...resource.extra() })),
        ...(key === null ? {} : { p_key: key }),
      });
      if (error) return refusalFrom(error, resource.writeScope);
      const answer = created.parse(data);
      const headers: Record<string, string> = answer.replayed ? { "idempotency-replayed": "true" } : {};
      if (answer.status !== 201) {
        const { code, detail } = refused.parse(answer.body);
        const refusal = refusalOf(answer.status, code, detail, resource.writeScope);
        return { ...refusal, headers, ...(answer.replayed ? { requestId: answer.request_id ?? undefined } : {}) };
      }
      const made = resource.output.parse(answer.body);
      return { status: 201, body: made, headers: { location: `/api/v1/${resource.name}/${made["id"]}`, ...headers } };
    });

export const selfRoute: Handler = (request) =>
  answerCaller(request, "/api/v1/key", async ({ db }): Promise<Answer | Refusal> => {
    const { data, error } = await db.rpc("api_self");
    return error ? refusalFrom(error, "") : { status: 200, body: self.parse(data) };
  });
