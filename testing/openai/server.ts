/** A server on loopback that speaks OpenAI's Responses API (POST /v1/responses), with a script instead of a model. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const textPart = z.object({ type: z.enum(["input_text", "output_text"]), text: z.string() });
const inputItem = z.union([
  z.object({ type: z.literal("function_call"), call_id: z.string(), name: z.string(), arguments: z.string() }),
  z.object({ type: z.literal("function_call_output"), call_id: z.string(), output: z.unknown() }),
  z.object({ type: z.literal("reasoning") }),
  z.object({ type: z.literal("item_reference") }),
  z.object({
    role: z.enum(["system", "developer", "user", "assistant"]),
    content: z.union([z.string(), z.array(textPart)]),
  }),
]);
const functionTool = z.object({
  type: z.literal("function"),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().optional(),
  parameters: z.object({
    type: z.literal("object"),
    properties: z.record(z.string(), z.unknown()),
    additionalProperties: z.literal(false).optional(),
  }),
});
const requestSchema = z.object({
  model: z.string().min(1),
  input: z.array(inputItem).min(1),
  tools: z.array(functionTool).optional(),
  text: z
    .object({
      format: z.object({
        type: z.literal("json_schema"),
        name: z.string(),
        strict: z.boolean(),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_output_tokens: z.number().int().positive().optional(),
  store: z.boolean().optional(),
});
export type ResponsesRequest = z.infer<typeof requestSchema>;

/** What the script says next. */
export type Step =
  | { readonly call: { readonly name: string; readonly arguments: unknown }[] }
  | { readonly text: string }
  | { readonly refusal: string }
  | { readonly status: number; readonly message: string }
  | { readonly body: string }
  | { readonly waitMs: number; readonly next: Step };

/** `outputs` are the results of the tools so far, in order, as the client sent them back. */
export type Script = (request: ResponsesRequest, outputs: readonly unknown[], turn: number) => Step;

export interface OpenAiServer {
  readonly baseUrl: string;
  readonly requests: ResponsesRequest[];
  play(script: Script): void;
  stop(): Promise<void>;
}

function toolOutputs(request: ResponsesRequest): unknown[] {
  return request.input.flatMap((item) => {
    if (!("type" in item) || item.type !== "function_call_output") return [];
    if (typeof item.output !== "string") return [item.output];
    const parsed: unknown = JSON.parse(item.output);
    return [parsed];
  });
}

function outputItems(step: Step, turn: number): unknown[] {
  if ("call" in step) {
    return step.call.map((call, index) => ({
      type: "function_call",
      id: `fc_${turn}_${index}`,
      call_id: `call_${turn}_${index}`,
      name: call.name,
      arguments: JSON.stringify(call.arguments),
      status: "completed",
    }));
  }
  const content =
    "refusal" in step
      ? [{ type: "refusal", refusal: step.refusal }]
      : [{ type: "output_text", text: "text" in step ? step.text : "", annotations: [], logprobs: [] }];
  return [{ type: "message", id: `msg_${turn}`, role: "assistant", status: "completed", content }];
}

const usage = {
  input_tokens: 400,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 60,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 460,
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(typeof body === "string" ? body : JSON.stringify(body));
}

const failure = (message: string, type: string) => ({ error: { message, type, param: null, code: null } });

/** What the real API refuses too: a tool result without its call. */
function badHistory(request: ResponsesRequest): string | null {
  const calls = new Set(
    request.input.flatMap((item) => ("type" in item && item.type === "function_call" ? [item.call_id] : [])),
  );
  const orphan = request.input.find(
    (item) => "type" in item && item.type === "function_call_output" && !calls.has(item.call_id),
  );
  return orphan ? "No tool call found for function call output." : null;
}

export async function startOpenAi(apiKey = "test-key"): Promise<OpenAiServer> {
  const requests: ResponsesRequest[] = [];
  let script: Script = () => ({ status: 500, message: "no script" });
  let turn = 0;

  async function answer(response: ServerResponse, request: ResponsesRequest, step: Step): Promise<void> {
    if ("waitMs" in step) {
      await delay(step.waitMs);
      return answer(response, request, step.next);
    }
    if ("status" in step)
      return send(
        response,
        step.status,
        failure(step.message, step.status === 429 ? "rate_limit_exceeded" : "server_error"),
      );
    if ("body" in step) return send(response, 200, step.body);
    send(response, 200, {
      id: `resp_${turn}`,
      object: "response",
      created_at: Math.floor(Date.now() / 1000),
      status: "completed",
      error: null,
      incomplete_details: null,
      model: request.model,
      output: outputItems(step, turn),
      parallel_tool_calls: true,
      store: request.store ?? true,
      tools: request.tools ?? [],
      usage,
    });
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bodyOf(incoming);
    if (incoming.headers.authorization !== `Bearer ${apiKey}`)
      return send(response, 401, failure("Incorrect API key provided.", "invalid_request_error"));
    if (incoming.method !== "POST" || incoming.url !== "/v1/responses")
      return send(response, 404, failure("Unknown request URL.", "invalid_request_error"));
    const parsed = requestSchema.safeParse(JSON.parse(raw));
    if (!parsed.success) return send(response, 400, failure(parsed.error.message, "invalid_request_error"));
    const wrong = badHistory(parsed.data);
    if (wrong) return send(response, 400, failure(wrong, "invalid_request_error"));
    requests.push(parsed.data);
    turn += 1;
    await answer(response, parsed.data, script(parsed.data, toolOutputs(parsed.data), turn));
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => send(response, 500, failure(String(error), "server_error")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    play(next) {
      script = next;
      requests.length = 0;
      turn = 0;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
