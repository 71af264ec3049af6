/** The OpenAPI document as rows for a page: nothing is written twice. */
import { z } from "zod";
import { openApiDocument } from "@/lib/api/openapi";
import { sentenceOf } from "@/lib/api/problem";
import { loadMessages } from "@/lib/i18n/messages";

export interface FieldRow {
  name: string;
  kind: string;
  required: boolean;
  about: string;
}
export interface Operation {
  method: string;
  path: string;
  summary: string;
  scope: string | null;
  parameters: FieldRow[];
  body: FieldRow[];
  answer: FieldRow[];
}

const node = z.record(z.string(), z.unknown());
type Node = z.infer<typeof node>;
const asNode = (value: unknown): Node => node.safeParse(value).data ?? {};
const asText = (value: unknown): string => (typeof value === "string" ? value : "");

function resolved(schema: Node): Node {
  const name = asText(schema["$ref"]).split("/").at(-1);
  return name ? asNode(asNode(asNode(openApiDocument()["components"])["schemas"])[name]) : schema;
}

/** "text", "integer or null", "one of a, b", "list". */
function kindOf(schema: Node): string {
  const own = resolved(schema);
  const choices = z.array(node).safeParse(own["anyOf"]).data;
  if (choices) return choices.map(kindOf).join(" or ");
  const values = z.array(z.unknown()).safeParse(own["enum"]).data;
  if (values) return `one of ${values.join(", ")}`;
  const types = [own["type"]]
    .flat()
    .map((type) => (type === "string" ? asText(own["format"]) || "text" : asText(type)));
  const [low, high] = [own["minLength"] ?? own["minimum"], own["maxLength"] ?? own["maximum"]];
  const isOpen = high === undefined || high === Number.MAX_SAFE_INTEGER;
  const bounds = isOpen
    ? ""
    : ` ${low === undefined || low === Number.MIN_SAFE_INTEGER ? "up to " : `${low} to `}${high}`;
  return types.join(" or ") + bounds;
}

/** Fields of an object with those of the objects and lists in it, as `lines[].sku`. */
function fieldsOf(schema: Node, before = ""): FieldRow[] {
  const own = resolved(schema);
  const required = z.array(z.string()).safeParse(own["required"]).data ?? [];
  return Object.entries(asNode(own["properties"])).flatMap(([name, property]) => {
    const field = asNode(property);
    const inner = resolved(field);
    const items = asNode(inner["items"]);
    const row = {
      name: before + name,
      kind: kindOf(field),
      required: required.includes(name),
      about: asText(field["description"]),
    };
    return [row, ...fieldsOf(inner, `${before}${name}.`), ...fieldsOf(items, `${before}${name}[].`)];
  });
}

const contentOf = (value: unknown): Node =>
  asNode(asNode(asNode(asNode(value)["content"])["application/json"])["schema"]);

function operationOf(path: string, method: string, described: Node): Operation {
  const parameters = z.array(node).safeParse(described["parameters"]).data ?? [];
  const answers = asNode(described["responses"]);
  return {
    method,
    path,
    summary: asText(described["summary"]),
    scope: /Needs (\w+:\w+)/.exec(asText(described["description"]))?.[1] ?? null,
    parameters: parameters.map((one) => ({
      name: asText(one["name"]),
      kind: kindOf(asNode(one["schema"])),
      required: one["required"] === true,
      about: asText(one["description"]),
    })),
    body: fieldsOf(contentOf(described["requestBody"])),
    // What a page of a list holds is described at the one.
    answer: path.endsWith("}") || path.endsWith("/key") ? fieldsOf(contentOf(answers["200"])) : [],
  };
}

export function referenceOf(): { basics: string[]; operations: Operation[] } {
  const paths = asNode(openApiDocument()["paths"]);
  return {
    basics: [
      "Send the key as “Authorization: Bearer vk_…”. The API is for servers: browsers of other sites are refused.",
      "Amounts are whole sen, quantities have up to three decimals, times are ISO 8601 in UTC, ids are UUIDs.",
      "Lists take limit and cursor; next_cursor is null on the last page. With updated_since a list runs from the least recently changed on.",
      "An Idempotency-Key makes a POST safe to repeat: for 24 hours the same key and body get the same answer, and the work is done once.",
      "120 reads and 60 writes a minute for each key; RateLimit headers say what is left, and Retry-After how long to wait after 429.",
      "Errors are application/problem+json with a code, a request_id and, for wrong fields, errors with a pointer to each.",
      "What is not there and what is not this key's to see are both 404.",
    ],
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(asNode(methods)).map(([method, described]) => operationOf(path, method, asNode(described))),
    ),
  };
}

const PARTS = ["api", "auth", "input", "order", "product", "customer", "system"] as const;

/** Every code an answer may carry, with its sentence. */
export function problemCodes(): { code: string; text: string }[] {
  const errors = asNode(JSON.parse(JSON.stringify(loadMessages("en"))))["errors"];
  return PARTS.flatMap((part) =>
    Object.keys(asNode(asNode(errors)[part]))
      .map((reason) => `${part}.${reason}`)
      .filter((code) => part !== "auth" || code === "auth.forbidden")
      .map((code) => ({ code, text: sentenceOf(code, { reference: "…", scope: "…" }) })),
  );
}
