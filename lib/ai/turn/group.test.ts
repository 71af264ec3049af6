import { describe, expect, it } from "vitest";
import { groupSaid } from "@/lib/ai/turn/group";

const said = (...bodies: readonly (string | { kind: string; body: string })[]) => {
  const pending = bodies.map((body, index) => ({
    turn_id: `t${index}`,
    message_id: `m${index}`,
    seq: index,
    age_ms: 0,
    ...(typeof body === "string" ? { kind: "text", body } : body),
  }));
  return groupSaid(pending, { id: "newest", kind: "text", body: "" });
};

describe("quick messages read together", () => {
  it("binds a yes to the message that says it", () => {
    expect(said("salam", "ok proceed", "tq bos")).toMatchObject({
      messageId: "m1",
      understood: { decision: { verdict: "approve" } },
    });
  });

  it.each([
    [["setuju", "eh tapi mahal"]],
    [["ok", "nanti dulu"]],
    [["proceed", "bila siap?"]],
    [["setuju", "tak setuju"]],
    [["ok", "cancel"]],
    [["ok", "asdf"]],
    [["boleh", "kurang?"]],
    [["ok", "tukar bateri je"]],
  ])("takes %j for no yes", (bodies) => {
    expect(said(...bodies).understood.decision?.verdict).not.toBe("approve");
  });

  it("takes no yes from a caption, a button or two halves", () => {
    expect(said({ kind: "image", body: "ok proceed" }).understood.decision?.verdict).toBe("unclear");
    expect(said({ kind: "button_reply", body: "Setuju" }).understood.decision?.verdict).toBe("unclear");
    expect(said("saya", "setuju").understood.decision?.verdict).not.toBe("decline");
  });

  it("answers the question among greetings", () => {
    expect(said("salam", "nak tanya", "kedai kat mana?").understood.intent).toBe("hours_address");
  });

  it("hears a photo with words by its words", () => {
    expect(said({ kind: "image", body: "" }, "brp harga tukar skrin ni").understood.intent).toBe("price_or_stock");
  });
});
