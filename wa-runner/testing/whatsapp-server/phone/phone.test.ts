import { afterAll, beforeAll, expect, it } from "vitest";
import { type Client, connect, newIdentity } from "../client";
import { opened, soon } from "../helpers";
import { startWhatsAppServer, type WhatsAppServer } from "../server";
import { servePhone } from "./serve";

const SHOP = "60311112222";
const ALI = "60123456789";

let server: WhatsAppServer;
let origin: string;
let client: Client;
let shown: string | null = null;

beforeAll(async () => {
  server = await startWhatsAppServer({ autoReceipts: "delivered" });
  servePhone(server, { waitingQr: async () => shown });
  origin = `http://${new URL(server.url).host}`;
});

afterAll(async () => {
  client?.end();
  await server.close();
  expect(server.faults).toEqual([]);
});

async function post(what: string, body: unknown, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const response = await fetch(`${origin}/api/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return [response.status, await response.json()];
}

async function state(): Promise<{ shops: { trouble: string[] }[]; chat: Record<string, unknown>[] }> {
  const response = await fetch(`${origin}/api/state?shop=${SHOP}&contact=${ALI}`);
  return JSON.parse(await response.text());
}

it("serves a page that loads nothing from elsewhere", async () => {
  for (const path of ["/", "/page.css", "/page.mjs"]) expect((await fetch(`${origin}${path}`)).status).toBe(200);
  const page = await fetch(`${origin}/`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect((await fetch(`${origin}/server.ts`)).status).toBe(404);
});

it("listens to no other site", async () => {
  expect((await post("contact", { number: ALI, name: "Ali" }, { origin: "https://example.com" }))[0]).toBe(403);
  expect((await post("contact", { number: ALI, name: "Ali" }, { "content-type": "text/plain" }))[0]).toBe(400);
});

it("scans what the shop shows", async () => {
  expect(await post("link", { shop: SHOP, method: "waiting" })).toEqual([
    400,
    { error: "no code is shown at the moment" },
  ]);
  const identity = newIdentity();
  const first = connect(server, identity);
  shown = await soon(() => {
    const [qr] = first.qrs;
    if (!qr) throw new Error("no code yet");
    return qr;
  });
  expect(await post("link", { shop: `+${SHOP}`, method: "waiting" })).toEqual([200, {}]);
  await first.closed;
  client = await opened(connect(server, identity));
});

it("writes as a customer, sees the answer, and the shop sees that it was read", async () => {
  await post("contact", { number: ALI, name: "Ali" });
  await post("message", { shop: SHOP, contact: ALI, text: "is it ready?" });
  const photo = { base64: Buffer.from("a picture").toString("base64"), mime: "image/png" };
  await post("message", { shop: SHOP, contact: ALI, text: "this one", photo });
  await soon(async () =>
    expect((await state()).chat).toMatchObject([
      { by: "contact", text: "is it ready?", state: "received" },
      { by: "contact", text: "this one", isImage: true, state: "received" },
    ]),
  );
  const sent = await client.socket.sendMessage(server.person(ALI).jid("pn"), { text: "yes" });
  await soon(async () =>
    expect((await state()).chat.at(-1)).toMatchObject({ by: "shop", text: "yes", state: "delivered" }),
  );
  await post("seen", { shop: SHOP, contact: ALI });
  expect((await state()).chat.at(-1)).toMatchObject({ id: sent?.key.id, state: "read" });
  const bubble = (await state()).chat[1];
  const bytes = await fetch(`${origin}/api/photo?shop=${SHOP}&id=${bubble?.["id"]}`);
  expect(await bytes.text()).toBe("a picture");
});

it("breaks things and mends them", async () => {
  expect(await post("break", { shop: SHOP, how: "banned" })).toEqual([200, {}]);
  expect(await client.closed).toBe(403);
  expect((await state()).shops[0]?.trouble).toEqual(["login refused (403)"]);
  await post("break", { shop: SHOP, how: "mend" });
  expect((await state()).shops[0]?.trouble).toEqual([]);
  expect((await post("break", { shop: SHOP, how: "everything" }))[0]).toBe(400);
});
