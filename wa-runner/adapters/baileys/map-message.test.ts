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

  it("keeps a place, cards and a poll in words and in their parts", () => {
    const told = (message: proto.IMessage) => {
      const mapped = mapMessage(from(message), "live");
      return mapped.kind === "message" ? [mapped.message.body, mapped.message.payload] : [];
    };
    const at = { degreesLatitude: 3.139, degreesLongitude: 101.6869 };
    expect(told({ locationMessage: { ...at, name: "KLCC", address: "Jalan Ampang" } })).toEqual([
      "KLCC\nJalan Ampang\nhttps://maps.google.com/?q=3.139,101.6869",
      { latitude: 3.139, longitude: 101.6869, name: "KLCC", address: "Jalan Ampang" },
    ]);
    expect(told({ liveLocationMessage: at })).toEqual([
      "https://maps.google.com/?q=3.139,101.6869",
      { latitude: 3.139, longitude: 101.6869, live: true },
    ]);
    expect(told({ locationMessage: { degreesLatitude: Number.NaN, degreesLongitude: 1, name: "Entah" } })).toEqual([
      "Entah",
      { name: "Entah" },
    ]);
    const vcard = "BEGIN:VCARD\nitem1.TEL;waid=60123456789:+60 12-345 6789\nEMAIL:a@b.my\nEND:VCARD";
    expect(
      told({ contactsArrayMessage: { contacts: [{ displayName: "Abu", vcard }, { displayName: "Siti" }] } }),
    ).toEqual([
      "Abu +60 12-345 6789\nSiti",
      {
        contacts: [
          { name: "Abu", phones: ["+60 12-345 6789"] },
          { name: "Siti", phones: [] },
        ],
      },
    ]);
    const options = [{ optionName: "Pagi" }, { optionName: "Petang" }];
    expect(told({ pollCreationMessageV3: { name: "Bila?", options, selectableOptionsCount: 1 } })).toEqual([
      "Bila?\n• Pagi\n• Petang",
      { question: "Bila?", options: ["Pagi", "Petang"], several: false },
    ]);
  });

  it("to be seen once is told, though only the phone shows it", () => {
    const { message: _, ...nothing } = from({}, { isViewOnce: true });
    expect(mapMessage(nothing, "live")).toMatchObject({
      message: { kind: "unsupported", payload: { reason: "message.view_once" } },
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
