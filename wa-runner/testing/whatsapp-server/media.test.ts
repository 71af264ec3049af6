import { createHash } from "node:crypto";
import tls from "node:tls";
import { downloadMediaMessage, type WAMessage } from "@whiskeysockets/baileys";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "./client";
import { link, soon } from "./helpers";
import type { MediaFault } from "./media-store";
import { document, image } from "./messages";
import { startWhatsAppServer, type WhatsAppServer } from "./server";

const SHOP = "60311112222";
const ALI = "60123456789";
const PICTURE = Buffer.alloc(100_000, "picture ");
const trusted = tls.getCACertificates("default");

let server: WhatsAppServer;
let client: Client;

beforeAll(async () => {
  server = await startWhatsAppServer();
  tls.setDefaultCACertificates([...trusted, server.certificate]);
  server.person(ALI, "Ali");
  ({ client } = await link(server, SHOP));
});

afterAll(async () => {
  client.end();
  tls.setDefaultCACertificates(trusted);
  await server.close();
});

afterEach(() => expect(server.faults).toEqual([]));

async function arrives(fault: MediaFault = {}): Promise<WAMessage> {
  const media = server.media.put("image", PICTURE, fault);
  const { id } = await server.contactSends(ALI, SHOP, { message: image(media, "look") });
  return soon(() => {
    const found = client.messages.find(({ message }) => message.key.id === id);
    if (!found) throw new Error("not there yet");
    return found.message;
  });
}

/** With the host named, as the client must: after a new upload its own address for the file is WhatsApp's. */
const fetched = (message: WAMessage): Promise<Buffer> =>
  downloadMediaMessage(message, "buffer", { host: server.mediaHost });
const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

describe("a file the contact sent", () => {
  it("is what it says it is", async () => {
    const message = await arrives();
    const bytes = await fetched(message);
    expect(bytes.equals(PICTURE)).toBe(true);
    expect(sha256(bytes).equals(Buffer.from(message.message?.imageMessage?.fileSha256 ?? []))).toBe(true);
  });

  it.each([404, 410])("has expired (%i): the phone uploads it again when asked", async (status) => {
    const message = await arrives({ status });
    await expect(fetched(message)).rejects.toMatchObject({ output: { statusCode: status } });
    const again = await client.socket.updateMediaMessage(message);
    expect((await fetched(again)).equals(PICTURE)).toBe(true);
  });

  it("and the phone no longer has it either", async () => {
    const message = await arrives({ status: 404, gone: true });
    await expect(client.socket.updateMediaMessage(message)).rejects.toMatchObject({ output: { statusCode: 404 } });
  });

  it("has another hash, another size than it says", async () => {
    const wrong = await arrives({ wrongHash: true });
    const bytes = await fetched(wrong);
    expect(sha256(bytes).equals(Buffer.from(wrong.message?.imageMessage?.fileSha256 ?? []))).toBe(false);
    const lying = await arrives({ declaredLength: 5_000_000_000 });
    expect(Number(lying.message?.imageMessage?.fileLength)).toBe(5_000_000_000);
    expect(await fetched(lying)).toHaveLength(PICTURE.length);
  });

  it("ends early", async () => {
    await expect(arrives({ cutAt: 50_000 }).then(fetched)).rejects.toThrow();
  });

  it("comes slowly", async () => {
    const begun = performance.now();
    expect(await fetched(await arrives({ pauseMs: 20 }))).toHaveLength(PICTURE.length);
    expect(performance.now() - begun).toBeGreaterThan(100);
  });
});

describe("a file the shop sends", () => {
  it("is uploaded, and the contact's phone can open it", async () => {
    const sent = await client.socket.sendMessage(server.person(ALI).jid("pn"), {
      document: Buffer.from("%PDF-1.7 a receipt"),
      mimetype: "application/pdf",
      fileName: "receipt.pdf",
    });
    const entry = await soon(() => {
      const found = server.account(SHOP).sent.get(sent?.key.id ?? "");
      if (!found) throw new Error("not there yet");
      return found;
    });
    expect(entry.message.documentMessage?.fileName).toBe("receipt.pdf");
    expect(server.media.open(entry.message).toString()).toBe("%PDF-1.7 a receipt");
  });

  it("cannot be uploaded: the message is not sent", async () => {
    const account = server.account(SHOP);
    const before = account.sentLog.length;
    server.media.nextUploadErrors.push(500);
    const sending = client.socket.sendMessage(server.person(ALI).jid("pn"), { image: PICTURE, jpegThumbnail: "" });
    await expect(sending).rejects.toThrow("upload failed");
    expect(account.sentLog).toHaveLength(before);
  });

  it("is opened only with its own key", () => {
    const media = server.media.put("document", Buffer.from("one"));
    const other = server.media.put("document", Buffer.from("two"));
    expect(() => server.media.open(document({ ...media, mediaKey: other.mediaKey }, "a.pdf"))).toThrow("seal");
  });
});
