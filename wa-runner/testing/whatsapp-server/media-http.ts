/** Where clients fetch and leave files, by HTTPS as they insist. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { createCertificate } from "./certificate";
import type { Blob, MediaStore } from "./media-store";

const MAX_UPLOAD = 100 * 1024 * 1024;
const PIECE = 16 * 1024;

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > MAX_UPLOAD) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

async function sendBlob(response: ServerResponse, { bytes, fault }: Blob): Promise<void> {
  if (fault.status) {
    response.writeHead(fault.status).end();
    return;
  }
  const body = Buffer.concat([bytes.subarray(0, fault.cutAt ?? bytes.length), Buffer.alloc(fault.extraBytes ?? 0, 7)]);
  response.writeHead(200, { "content-type": "application/octet-stream" });
  for (let at = 0; at < body.length && !response.destroyed; at += PIECE) {
    response.write(body.subarray(at, at + PIECE));
    if (fault.pauseMs) await delay(fault.pauseMs);
  }
  response.end();
}

async function serve(store: MediaStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "https://localhost").pathname;
  if (request.method === "POST" && path.startsWith("/mms/")) {
    const bytes = await bodyOf(request);
    const error = store.nextUploadErrors.shift() ?? (bytes ? undefined : 413);
    response.writeHead(error ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(error || !bytes ? {} : store.upload(bytes)));
    return;
  }
  const blob = request.method === "GET" ? store.find(path) : undefined;
  if (blob) await sendBlob(response, blob);
  else response.writeHead(404).end();
}

export interface MediaServer {
  readonly host: string;
  /** The certificate a client must trust. */
  readonly certificate: string;
  close(): Promise<void>;
}

export async function startMediaServer(
  store: MediaStore,
  port: number,
  onFault: (error: unknown) => void,
): Promise<MediaServer> {
  const certificate = createCertificate();
  const server: Server = createServer(certificate, (request, response) => {
    // A client that hangs up in the middle is no fault of ours.
    serve(store, request, response).catch((error: unknown) => {
      if (!request.destroyed && !response.destroyed) onFault(error);
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  store.host = host;
  return {
    host,
    certificate: certificate.cert,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
