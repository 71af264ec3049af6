import { expect, it } from "vitest";
import { requestOf } from "@/wa-runner/adapters/cloud/compose";
import type { OutboundMessage } from "@/wa-runner/ports";

const message = (change: Partial<OutboundMessage>): OutboundMessage => ({
  id: "m1",
  providerId: null,
  to: { kind: "phone", value: "+60123456789" },
  isFirstContact: false,
  kind: "text",
  body: "Hai",
  payload: {},
  media: null,
  replyTo: null,
  ...change,
});

it("goes to a phone, or to the id that Meta gave, and carries our own id", () => {
  expect(requestOf(message({}), null)).toMatchObject({ to: "60123456789", biz_opaque_callback_data: "m1" });
  const byId = requestOf(message({ to: { kind: "bsuid", value: "MY.1" } }), null);
  expect(byId).toMatchObject({ recipient: "MY.1" });
  expect(byId).not.toHaveProperty("to");
});

it("says choices in words where they do not fit", () => {
  const payload = { buttons: [{ id: "a", title: "Setuju" }] };
  const long = requestOf(message({ kind: "buttons", body: "x".repeat(1025), payload }), null);
  expect(long).toMatchObject({ type: "text", text: { body: expect.stringMatching(/▸ Setuju$/) } });
  expect(requestOf(message({ kind: "buttons", payload: {} }), null)).toMatchObject({ type: "text" });
});

it("sends nothing that Meta would refuse as it is", () => {
  for (const change of [
    { body: "x".repeat(4097) },
    { kind: "image" },
    { kind: "location", payload: { latitude: "3" } },
    { kind: "reaction", body: "❤️" },
    { kind: "template", payload: { template: { name: "x", language: "ms", params: [""] } } },
  ] as Partial<OutboundMessage>[])
    expect(requestOf(message(change), null), JSON.stringify(change).slice(0, 60)).toBeNull();
});

it("names a document, and gives a voice note no caption", () => {
  const media = { bytes: new Uint8Array([1]), mime: "application/pdf", name: "resit.pdf" };
  expect(requestOf(message({ kind: "document", media }), "77")).toMatchObject({
    document: { id: "77", caption: "Hai", filename: "resit.pdf" },
  });
  expect(requestOf(message({ kind: "audio", media }), "77")).toMatchObject({ audio: { id: "77" } });
  expect(requestOf(message({ kind: "audio", media }), "77")?.["audio"]).not.toHaveProperty("caption");
});
