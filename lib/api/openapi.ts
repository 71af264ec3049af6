/** The OpenAPI 3.1 document, made of the schemas that the handlers parse with. */
import { z } from "zod";
import { RESOURCES, type Resource } from "@/lib/api/resources";
import * as schema from "@/lib/api/schema";
import { SCOPES } from "@/lib/api/scopes";

type Json = Record<string, unknown>;

const REF = "#/components/schemas/";

/** `$schema` and `$id` belong to documents of their own, not to parts of this one. */
function bare(json: object): Json {
  const { $schema: _schema, $id: _id, ...rest } = { $schema: "", $id: "", ...json };
  return rest;
}

/** Patterns of dates and ids say what `format` says, in 300 characters. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !(key === "pattern" && "format" in value));
  return Object.fromEntries(entries.map(([key, entry]) => [key, tidy(entry)]));
}

function inputSchema(input: z.ZodType): Json {
  return bare(z.toJSONSchema(input, { io: "input", target: "draft-2020-12" }));
}

function components(): Json {
  const outputs = z.registry<{ id: string }>();
  for (const { title, output } of RESOURCES) outputs.add(output, { id: title });
  outputs.add(schema.self, { id: "Key" });
  outputs.add(schema.problem, { id: "Problem" });
  const { schemas } = z.toJSONSchema(outputs, { uri: (id) => `${REF}${id}`, target: "draft-2020-12" });
  const made: Json = Object.fromEntries(Object.entries(schemas).map(([id, json]) => [id, bare(json)]));
  for (const { title, input } of RESOURCES) {
    made[`New${title}`] = inputSchema(input);
    made[`${title}Page`] = {
      type: "object",
      properties: {
        data: { type: "array", items: { $ref: `${REF}${title}` } },
        next_cursor: { anyOf: [{ type: "string" }, { type: "null" }], description: "null on the last page." },
      },
      required: ["data", "next_cursor"],
      additionalProperties: false,
    };
  }
  return made;
}

const json = (ref: string) => ({ "application/json": { schema: { $ref: `${REF}${ref}` } } });
const COUNTED = {
  "RateLimit-Limit": { description: "Requests of this kind in a minute.", schema: { type: "integer" } },
  "RateLimit-Remaining": { schema: { type: "integer" } },
  "RateLimit-Reset": { description: "Seconds until the minute is over.", schema: { type: "integer" } },
};
const REFUSALS: Record<number, string> = {
  400: "A parameter or the body cannot be read.",
  401: "No key, or one that does not live.",
  403: "The key lacks the scope.",
  404: "There is no such thing, or not for this key.",
  409: "It collides with what is there.",
  413: "The body is larger than 64 KB.",
  415: "The body is not JSON.",
  422: "A field is wrong; `errors` points at each.",
  429: "Too many requests; Retry-After says how long to wait.",
  500: "Our fault. Quote request_id.",
  503: "The database is away for a moment; Retry-After says how long to wait.",
};

function responses(status: 200 | 201, description: string, ref: string, refusals: readonly number[]): Json {
  const problem = { "application/problem+json": { schema: { $ref: `${REF}Problem` } } };
  return {
    [status]: { description, headers: COUNTED, content: json(ref) },
    ...Object.fromEntries(
      [401, 403, ...refusals, 429, 500, 503].map((code) => [code, { description: REFUSALS[code], content: problem }]),
    ),
  };
}

function queryParameters(resource: Resource): Json[] {
  const { properties = {} } = z.toJSONSchema(resource.query, { io: "input", target: "draft-2020-12" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...own } = typeof property === "object" ? property : {};
    return { name, in: "query", required: false, ...(description ? { description } : {}), schema: own };
  });
}

function pathsOf(resource: Resource): Json {
  const { name, title, readScope, writeScope } = resource;
  const tags = [name];
  const one = title.toLowerCase();
  return {
    [`/api/v1/${name}`]: {
      get: {
        operationId: `list_${name}`,
        summary: `List ${name}`,
        description: `Needs ${readScope}.`,
        tags,
        parameters: queryParameters(resource),
        responses: responses(200, "A page.", `${title}Page`, [400]),
      },
      post: {
        operationId: `create_${one}`,
        summary: `Create ${name === "orders" ? "an" : "a"} ${one}`,
        description: `Needs ${writeScope}.`,
        tags,
        parameters: [
          {
            name: "Idempotency-Key",
            in: "header",
            required: false,
            description: "The same key and body are answered the same for 24 hours, and the work is done once.",
            schema: { type: "string", minLength: 1, maxLength: 255 },
          },
        ],
        requestBody: { required: true, content: json(`New${title}`) },
        responses: responses(201, "Made.", title, [400, 404, 409, 413, 415, 422]),
      },
    },
    [`/api/v1/${name}/{id}`]: {
      get: {
        operationId: `get_${one}`,
        summary: `Get ${name === "orders" ? "an" : "a"} ${one}`,
        description: `Needs ${readScope}.`,
        tags,
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
        responses: responses(200, title, title, [404]),
      },
    },
  };
}

let document: Json | undefined;

export function openApiDocument(): Json {
  document ??= {
    openapi: "3.1.0",
    info: {
      title: "Voltura",
      version: "1",
      description:
        "Server to server. Amounts are whole sen, times ISO 8601 in UTC, ids UUIDs. Unknown fields are refused. Errors are application/problem+json.",
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    paths: {
      ...Object.assign({}, ...RESOURCES.map(pathsOf)),
      "/api/v1/key": {
        get: {
          operationId: "get_key",
          summary: "What this key is",
          description: "Needs no scope. Names the outlets whose ids other requests take.",
          tags: ["key"],
          responses: responses(200, "The key.", "Key", []),
        },
      },
      "/api/v1/openapi.json": {
        get: {
          operationId: "get_document",
          summary: "This document",
          tags: ["key"],
          security: [],
          responses: {
            200: { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } },
          },
        },
      },
    },
    components: {
      schemas: tidy(components()),
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: `A key of Settings → API keys. Scopes: ${SCOPES.join(", ")}.`,
        },
      },
    },
  };
  return document;
}
