import { proto, type WAMessage } from "@whiskeysockets/baileys";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inboundKinds } from "@/lib/whatsapp/kinds";
import { mapMessage } from "./map-message";

const from = (message: proto.IMessage, key: WAMessage["key"] = {}): WAMessage => ({
  key: { remoteJid: "111222333@lid", fromMe: false, id: "3A01", ...key },
  messageTimestamp: 1_764_000_000,
  message,
});

describe("a message", () => {
  it("of a kind younger than this client is told as one that cannot be shown", () => {
    const unknown = proto.Message.decode(Buffer.from([0xfa, 0xff, 0x07, 0x03, 1, 2, 3]));
    expect(mapMessage(from(unknown), "live")).toMatchObject({
      kind: "message",
      message: { kind: "unsupported", payload: { reason: "message.type" }, replyTo: null },
    });
  });

  it("that only hands out keys is none", () => {
    const keys = { senderKeyDistributionMessage: { groupId: "1@g.us" } };
    expect(mapMessage(from(keys), "live")).toMatchObject({ kind: "ignored" });
  });

  it("from a group, a status or a channel is none", () => {
    for (const remoteJid of ["1234567-1@g.us", "status@broadcast", "123456@newsletter"])
      expect(mapMessage(from({ conversation: "x" }, { remoteJid }), "live")).toMatchObject({ kind: "ignored" });
  });

  it("never makes a phone of a LID", () => {
    expect(mapMessage(from({ conversation: "x" }), "live")).toMatchObject({
      message: { sender: { kind: "lid", value: "111222333", phone: undefined } },
    });
  });

  it("of any bytes at all becomes one of our kinds, a change or nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let message: proto.IMessage;
        try {
          message = proto.Message.decode(bytes);
        } catch {
          return;
        }
        const mapped = mapMessage(from(message), "live");
        if (mapped.kind === "message") expect(inboundKinds).toContain(mapped.message.kind);
      }),
      { numRuns: 2000 },
    );
  });
});
