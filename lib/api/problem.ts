/** Errors of the public API as RFC 9457 problems. In English: programmers read them. */
import { createTranslator } from "next-intl";
import type { z } from "zod";
import type { Problem } from "@/lib/api/schema";
import { loadMessages } from "@/lib/i18n/messages";

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
export const CODE = /^[a-z_]+\.[a-z_]+$/;

export type FieldProblem = NonNullable<Problem["errors"]>[number];
export interface Refusal {
  status: number;
  code: string;
  detail?: Record<string, unknown> | undefined;
  errors?: FieldProblem[] | undefined;
  headers?: Record<string, string> | undefined;
  /** Of the request that was answered so first. */
  requestId?: string | undefined;
}

/** The sentence of a code, in English; the code itself when there is none. */
export function sentenceOf(code: string, values: Record<string, unknown> = {}): string {
  const t = createTranslator({
    locale: "en",
    messages: JSON.parse(JSON.stringify(loadMessages("en"))),
    namespace: "errors",
    onError: () => undefined,
    getMessageFallback: () => code,
  });
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === "string" || typeof value === "number") plain[name] = value;
  return CODE.test(code) ? t(code, plain) : code;
}

export function problemBody({ status, code, detail, errors }: Refusal, requestId: string): Problem {
  return {
    type: `/api/v1/docs#${code}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: sentenceOf(code, detail),
    code,
    request_id: requestId,
    ...(errors && errors.length > 0 ? { errors } : {}),
  };
}

const escaped = (part: PropertyKey) => String(part).replaceAll("~", "~0").replaceAll("/", "~1");
export const pointerTo = (path: readonly PropertyKey[]): string =>
  `#${path.map((part) => `/${escaped(part)}`).join("")}`;

/** Every wrong field with its place: all at once, so that nobody has to find them one by one. */
export function fieldProblems(error: z.ZodError, where: "body" | "query"): FieldProblem[] {
  const at = (path: readonly PropertyKey[]) =>
    where === "body" ? { pointer: pointerTo(path) } : { parameter: path.map(String).join(".") };
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        ...at([...issue.path, key]),
        code: "api.unknown_field",
        detail: sentenceOf("api.unknown_field"),
      }));
    const code = CODE.test(issue.message) ? issue.message : "input.invalid";
    return [{ ...at(issue.path), code, detail: code === issue.message ? sentenceOf(code) : issue.message }];
  });
}
