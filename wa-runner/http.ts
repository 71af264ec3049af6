/** /healthz and /metrics, on this machine only. */
import { createServer } from "node:http";
import type { Logger } from "pino";

export type Check = "ok" | "down";
export interface Health {
  status: "ok" | "down" | "stopping";
  checks: Record<string, Check>;
}

export interface HttpOptions {
  port: number;
  health: () => Promise<Health>;
  metrics: () => Promise<string>;
  log: Logger;
}

export function startHttp({ port, health, metrics, log }: HttpOptions): Promise<{ close: () => Promise<void> }> {
  const answer = async (path: string): Promise<{ status: number; type: string; body: string }> => {
    // The stack and what watches it ask under the one name, clusters under the other.
    if (path === "/health" || path === "/healthz") {
      const value = await health();
      return { status: value.status === "ok" ? 200 : 503, type: "application/json", body: JSON.stringify(value) };
    }
    if (path === "/metrics") return { status: 200, type: "text/plain; version=0.0.4", body: await metrics() };
    return { status: 404, type: "text/plain", body: "not found\n" };
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    answer(path).then(
      ({ status, type, body }) =>
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      log.info({ port }, "listening");
      resolve({
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
