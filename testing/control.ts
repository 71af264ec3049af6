/** Lets browser tests break the stack they run against: a door on this machine, open while they run. */
import { createServer } from "node:http";
import type { TestStack } from "@/testing/stack";

const TEN_SECONDS = 10_000;

export async function serveControl(stack: TestStack): Promise<{ url: string; close: () => void }> {
  const acts: Record<string, () => Promise<void>> = {
    "/kill-web": () => stack.killWeb(),
    "/start-web": () => stack.startWeb(),
    "/lose-database": () => stack.loseDatabase(TEN_SECONDS),
  };
  const server = createServer((request, response) => {
    const act = request.method === "POST" ? acts[request.url ?? ""] : undefined;
    if (!act) {
      response.writeHead(404).end();
      return;
    }
    act().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The control door has no port.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
