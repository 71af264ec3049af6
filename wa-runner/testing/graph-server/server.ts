/** Meta's Graph API as far as the Cloud API needs it, over real HTTP on this machine: README.md beside this file. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createFailures, type Failure } from "@/wa-runner/testing/graph-server/failures";
import { createMediaStore } from "@/wa-runner/testing/graph-server/media";
import { acceptMessage, type Sent } from "@/wa-runner/testing/graph-server/messages";
import { type GraphNumber, type Reply, refusal } from "@/wa-runner/testing/graph-server/reply";
import { createTemplates } from "@/wa-runner/testing/graph-server/templates";
import { createWebhooks, type Happening } from "@/wa-runner/testing/graph-server/webhooks";

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export interface GraphServer {
  readonly base: string;
  /** What reached it. */
  readonly sent: Sent[];
  readonly reads: { messageId: string; typing: boolean }[];
  readonly media: ReturnType<typeof createMediaStore>;
  readonly templates: ReturnType<typeof createTemplates>;
  readonly webhooks: ReturnType<typeof createWebhooks>;
  number(id: string): GraphNumber | undefined;
  addNumber(number: Pick<GraphNumber, "phoneNumberId" | "waba" | "display" | "token" | "appSecret">): GraphNumber;
  /** The next requests to a path that ends so fail. */
  fail(failure: Failure): void;
  /** Meta tells the app of this number; resolves when the app has taken it. */
  tells(phoneNumberId: string, ...happenings: Happening[]): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** Answers what is asked beside the API, for tests in another process (control.ts). */
  beside?: (graph: GraphServer, request: IncomingMessage, path: string) => Promise<Reply | null>;
}

export async function startGraphServer({ beside }: Options = {}): Promise<GraphServer> {
  const numbers = new Map<string, GraphNumber>();
  const sent: Sent[] = [];
  const reads: { messageId: string; typing: boolean }[] = [];
  const failures = createFailures();
  const webhooks = createWebhooks();
  const media = createMediaStore();
  const templates = createTemplates((waba, happening) => {
    for (const number of numbers.values())
      if (number.waba === waba) return void webhooks.tell(number, [happening], waba);
  });

  const numberOf = (id: string) => numbers.get(id) ?? [...numbers.values()].find(({ waba }) => waba === id);
  const tokenOf = (request: IncomingMessage) => request.headers.authorization?.replace(/^Bearer /, "");
  const isKnown = (request: IncomingMessage) => [...numbers.values()].some(({ token }) => token === tokenOf(request));

  function node(number: GraphNumber): Reply {
    const { phoneNumberId: id, display, status } = number;
    const display_phone_number = `+${display.slice(0, 2)} ${display.slice(2, 4)}-${display.slice(4)}`;
    return { status: 200, json: { id, display_phone_number, verified_name: "Kedai", quality_rating: "GREEN", status } };
  }

  function message(number: GraphNumber, raw: Buffer): Reply {
    if (!number.isRegistered) return refusal(133010);
    const accepted = acceptMessage(number, JSON.parse(raw.toString()));
    if ("read" in accepted) reads.push(accepted.read);
    if ("sent" in accepted) {
      sent.push(accepted.sent);
      const happenings = webhooks.receiptsOf(number, accepted.sent);
      if (happenings.length > 0) void webhooks.tell(number, happenings);
    }
    return accepted.reply;
  }

  async function answer(request: IncomingMessage, url: URL): Promise<Reply> {
    const [, first = "", second] = url.pathname.replace(/^\/v\d+\.\d+/, "").split("/");
    const raw = await bodyOf(request);
    if (!isKnown(request)) return refusal(190, 401);
    if (first === "files") return media.file(second ?? "");
    const file = request.method === "GET" && !second ? media.describe(first, server.address() as AddressInfo) : null;
    if (file) return file;
    const number = numberOf(first);
    // An id of nobody's, or of somebody else's token.
    if (!number || number.token !== tokenOf(request)) return refusal(100, 400, 33);
    if (!second) return node(number);
    if (second === "messages") return message(number, raw);
    if (second === "media") return media.take(raw, request.headers["content-type"] ?? "");
    if (second === "message_templates")
      return request.method === "GET" ? templates.list(number.waba, url) : templates.make(number.waba, raw);
    if (second === "subscribed_apps") {
      number.isSubscribed = true;
      return { status: 200, json: { success: true } };
    }
    if (second === "register") {
      number.isRegistered = true;
      return { status: 200, json: { success: true } };
    }
    return refusal(100);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    void (async () => {
      const [, first, what = ""] = url.pathname.split("/");
      const said = first === "control" && beside ? await beside(graph, request, what) : null;
      if (said) return void response.writeHead(said.status).end(JSON.stringify(said.json));
      const failure = failures.next(url.pathname, request.method ?? "GET");
      if (failure?.how === "drop") return void request.socket.destroy();
      if (failure?.how === "refuse") await bodyOf(request);
      const reply =
        failure?.how === "refuse"
          ? failure.code === undefined
            ? { status: failure.status ?? 502, bytes: { mime: "text/html", body: Buffer.from("<h1>Bad gateway</h1>") } }
            : refusal(failure.code, failure.status, failure.subcode)
          : await answer(request, url);
      // Taken, and never said so.
      if (failure?.how === "swallow") return void request.socket.destroy();
      const body = reply.bytes?.body ?? JSON.stringify(reply.json);
      response.writeHead(reply.status, { "content-type": reply.bytes?.mime ?? "application/json" }).end(body);
    })().catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const graph: GraphServer = {
    base: `${origin}/v26.0`,
    sent,
    reads,
    media,
    templates,
    webhooks,
    number: (id) => numbers.get(id),
    addNumber(number) {
      const made: GraphNumber = {
        ...number,
        webhook: null,
        isRegistered: true,
        isSubscribed: false,
        status: "CONNECTED",
      };
      numbers.set(made.phoneNumberId, made);
      return made;
    },
    fail: (failure) => failures.add(failure),
    tells(phoneNumberId, ...happenings) {
      const number = numbers.get(phoneNumberId);
      if (!number) throw new Error("no such number");
      return webhooks.tell(number, happenings);
    },
    async close(): Promise<void> {
      await webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return graph;
}
