/** The page that plays the phones, on the server's own port. For this machine only. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { z } from "zod";
import type { WhatsAppServer } from "../server";
import { createPhone, type Phone, type PhoneOptions, requests } from "./api";
import { photoOf } from "./chats";

const FILES: Record<string, [file: string, type: string]> = {
  "/": ["page.html", "text/html"],
  "/page.css": ["page.css", "text/css"],
  "/page.mjs": ["page.mjs", "text/javascript"],
};
const MAX_BODY = 32 * 1024 * 1024;
const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
};

/** Another site may neither read this nor make a browser send something here. */
function isOwn(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  const name = URL.parse(`http://${host ?? ""}`)?.hostname;
  if (name !== "127.0.0.1" && name !== "localhost") return false;
  return origin === undefined || origin === `http://${host}`;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...HEADERS, "content-type": "application/json" }).end(JSON.stringify(body));
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers["content-type"] !== "application/json") throw new Error("JSON only");
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += Buffer.byteLength(part);
    if (size > MAX_BODY) throw new Error("too big");
    parts.push(Buffer.from(part));
  }
  return JSON.parse(Buffer.concat(parts).toString());
}

async function act(phone: Phone, what: string, body: unknown): Promise<void> {
  if (what === "link") await phone.link(requests.link.parse(body));
  else if (what === "contact") phone.contact(requests.contact.parse(body));
  else if (what === "message") await phone.message(requests.message.parse(body));
  else if (what === "seen") phone.seen(requests.seen.parse(body));
  else if (what === "break") phone.break(requests.break.parse(body));
  else throw new Error("no such thing");
}

function live(server: WhatsAppServer, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      response.write("data: changed\n\n");
    }, 50);
  };
  tell();
  // Whatever goes over the wire may change what the page shows.
  for (const event of ["in", "out", "linked", "unlinked", "online", "offline", "fault"] as const) {
    server.world.on(event, tell);
    response.once("close", () => server.world.off(event, tell));
  }
  response.once("close", () => clearTimeout(timer));
}

export function servePhone(server: WhatsAppServer, options: PhoneOptions = {}): void {
  const phone = createPhone(server, options);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request)) return reply(response, 403, { error: "for this machine only" });
    const url = new URL(request.url ?? "/", "http://localhost");
    const file = request.method === "GET" ? FILES[url.pathname] : undefined;
    if (file) {
      response.writeHead(200, { ...HEADERS, "content-type": `${file[1]}; charset=utf-8` });
      response.end(await readFile(path.join(import.meta.dirname, file[0])));
    } else if (request.method === "GET" && url.pathname === "/api/state") {
      reply(response, 200, phone.state(url.searchParams.get("shop"), url.searchParams.get("contact")));
    } else if (request.method === "GET" && url.pathname === "/api/live") {
      live(server, response);
    } else if (request.method === "GET" && url.pathname === "/api/photo") {
      const account = server.world.accounts.get(url.searchParams.get("shop") ?? "");
      const bytes = account && photoOf(server.world, account, url.searchParams.get("id") ?? "");
      if (!bytes) return reply(response, 404, { error: "no photo" });
      response.writeHead(200, { ...HEADERS, "content-type": "image/*" }).end(bytes);
    } else if (request.method === "POST" && url.pathname.startsWith("/api/")) {
      await act(phone, url.pathname.slice("/api/".length), await jsonOf(request));
      reply(response, 200, {});
    } else reply(response, 404, { error: "no such page" });
  }

  server.onRequest = (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const message =
        error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
      if (!response.headersSent) reply(response, 400, { error: message });
    });
  };
}
