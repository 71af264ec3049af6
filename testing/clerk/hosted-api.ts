/**
 * The embedded API with what only a hosted project has: third-party auth. Clerk's token is verified with its public key and its claims
 * reach Postgres as they are; our own short-lived tokens pass as before. Anything else is refused by the API itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { ISSUER, publicKey } from "./keys";

async function translated(token: string, secret: string): Promise<string> {
  if (token.split(".").length !== 3 || decodeProtectedHeader(token).alg !== "RS256") return token;
  const { payload } = await jwtVerify(token, publicKey, { issuer: ISSUER, algorithms: ["RS256"] });
  return new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(new TextEncoder().encode(secret));
}

export async function startHostedApi(apiUrl: string, jwtSecret: string): Promise<{ url: string; close(): void }> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === "string" && !/^(?:host|connection|content-length|transfer-encoding)$/.test(name))
        headers.set(name, value);
    const token = /^Bearer (.+)$/.exec(headers.get("authorization") ?? "")?.[1];
    try {
      if (token) headers.set("authorization", `Bearer ${await translated(token, jwtSecret)}`);
    } catch {
      response
        .writeHead(401, { "content-type": "application/json" })
        .end('{"code":"PGRST301","message":"JWT invalid"}');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
    const answer = await fetch(`${apiUrl}${request.url}`, { method: request.method ?? "GET", headers, body });
    const passed = [...answer.headers].filter(
      ([name]) => !/^(?:content-encoding|content-length|transfer-encoding)$/.test(name),
    );
    response.writeHead(answer.status, Object.fromEntries(passed)).end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
