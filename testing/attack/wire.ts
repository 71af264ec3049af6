/** Requests as an attacker writes them: any header, no browser in between. */
import { request } from "node:http";
import { createServerClient } from "@supabase/ssr";
import { e2eStack } from "@/testing/e2e";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Sending {
  method: string;
  headers?: Record<string, string>;
  body?: string | FormData;
  /** Streams do not end: what came until then is the answer. */
  forMs?: number;
}

export async function send(path: string, { method, headers = {}, body, forMs = 20_000 }: Sending): Promise<Answer> {
  const { hostname, port } = new URL(e2eStack().appUrl);
  // The encoder of multipart bodies is the platform's own.
  const encoded = body === undefined ? undefined : new Response(body);
  const type = body instanceof FormData ? encoded?.headers.get("content-type") : undefined;
  const bytes = encoded ? Buffer.from(await encoded.arrayBuffer()) : undefined;
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        hostname,
        port,
        path,
        method,
        headers: {
          ...(type ? { "content-type": type } : {}),
          ...headers,
          ...(bytes ? { "content-length": bytes.length } : {}),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        const done = () => {
          clearTimeout(timer);
          const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(named),
            body: Buffer.concat(chunks).toString("utf8"),
          });
        };
        const timer = setTimeout(() => {
          done();
          asked.destroy();
        }, forMs);
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", done);
        response.on("error", () => undefined);
      },
    );
    asked.on("error", reject);
    asked.end(bytes);
  });
}

export interface Credentials {
  email: string;
  password: string;
}

/** A browser's cookies, as the app itself would set them. */
async function browserOf(enter: (client: ReturnType<typeof apiClient>["client"]) => Promise<{ error: Error | null }>) {
  const { client, jar } = apiClient();
  const { error } = await enter(client);
  if (error) throw error;
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  if (cookie === "") throw new Error("Signing in set no cookie.");
  return { client, cookie };
}

function apiClient() {
  const { apiUrl, publishableKey } = e2eStack();
  const jar = new Map<string, string>();
  const client = createServerClient(apiUrl, publishableKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (all) => {
        for (const { name, value } of all) jar.set(name, value);
      },
    },
  });
  return { client, jar };
}

export const signedIn = ({ email, password }: Credentials) =>
  browserOf((client) => client.auth.signInWithPassword({ email, password }));

/** Somebody new. */
export const accountOf = ({ email, password }: Credentials) =>
  browserOf((client) => client.auth.signUp({ email, password }));

/** React's way of writing arguments: plain values as JSON, a form as parts that the JSON points to. */
function encodeArguments(input: unknown): string | FormData {
  if (!(input instanceof FormData)) return JSON.stringify([null, input]);
  const body = new FormData();
  for (const [name, value] of input) body.append(`_1_${name}`, value);
  // Last: what it points to has then arrived.
  body.set("0", '[null,"$K1"]');
  return body;
}

export interface Called extends Answer {
  /** Of an answer of lib/core/action.ts that refuses. */
  code: string | null;
  isOk: boolean;
  redirect: string | null;
}

/** @param sender their cookies; null: nobody. */
export async function callAction(
  action: { id: string; page: string },
  input: unknown,
  sender: string | null,
  origin: string = e2eStack().appUrl,
): Promise<Called> {
  const answer = await send(action.page, {
    method: "POST",
    headers: {
      accept: "text/x-component",
      "next-action": action.id,
      origin,
      ...(input instanceof FormData ? {} : { "content-type": "text/plain;charset=UTF-8" }),
      ...(sender === null ? {} : { cookie: sender }),
    },
    body: encodeArguments(input),
  });
  const said = /"ok":false,"code":"([\w.]+)"/.exec(answer.body);
  return {
    ...answer,
    code: said?.[1] ?? null,
    isOk: /"ok":true/.test(answer.body),
    redirect: answer.headers["x-action-redirect"]?.split(";")[0] ?? null,
  };
}
