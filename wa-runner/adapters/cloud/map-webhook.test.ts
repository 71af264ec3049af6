import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mapWebhook } from "@/wa-runner/adapters/cloud/map-webhook";
import { isMetaHost } from "@/wa-runner/adapters/cloud/media";

const NUMBER = "106540352242922";
const NOW = new Date("2026-11-20T00:00:00Z");
const sample = (name: string) => readFileSync(`wa-runner/testing/graph-server/samples/${name}.json`, "utf8");
const facts = (body: string, number = NUMBER) => mapWebhook(body, number, NOW);
const said = (value: Record<string, unknown>, field = "messages") =>
  facts(JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value }] }] }));

describe("what Meta tells", () => {
  it("of another number of the shop is not this number's", () => {
    expect(facts(sample("01-in-text"))).toHaveLength(1);
    expect(facts(sample("01-in-text"), "1")).toEqual([]);
  });

  it("of somebody with a username names him by Meta's id alone, and makes up no phone", () => {
    expect(facts(sample("06-in-text-bsuid-only"))).toMatchObject([
      { message: { sender: { kind: "bsuid", value: "US.13491208655302749999", phone: undefined, name: "Pablo M." } } },
    ]);
  });

  it("about a message of ours names it by our own id, where Meta gives it back", () => {
    const ours = "7f0c2b6e-0000-4000-8000-000000000001";
    const [fact] = facts(sample("07-status-sent").replace("msg:7f0c2b6e", ours));
    expect(fact).toMatchObject({ receipt: { messageId: ours, state: "accepted", pricing: { category: "utility" } } });
    expect(facts(sample("10-status-failed-131047"))).toMatchObject([
      { receipt: { messageId: null, state: "failed", failure: "window", reason: "send.window_closed" } },
    ]);
  });

  it("is never thrown away for a part that cannot be read", () => {
    const good = { id: "w1", from: "60123456789", timestamp: "1795160000", type: "text", text: { body: "Hai" } };
    const found = said({ messages: [{ nonsense: true }, good, null, 7], contacts: "not a list" });
    expect(found.map(({ fact }) => fact)).toEqual(["unknown", "message", "unknown", "unknown"]);
    for (const body of ["", "[]", '{"object":"page","entry":[]}', '{"object":"whatsapp_business_account"}'])
      expect(facts(body), body).toMatchObject([{ fact: "unknown" }]);
    expect(said({}, "flows")).toEqual([{ fact: "unknown", unknown: { kind: "field", value: "flows" } }]);
    expect(said({}, "account_update")).toEqual([{ fact: "look" }]);
  });

  it("holds a message of nobody's as unknown", () => {
    expect(said({ messages: [{ id: "w1", timestamp: "1", type: "text", text: { body: "x" } }] })).toMatchObject([
      { unknown: { kind: "message" } },
    ]);
  });
});

it("fetches files from Meta's hosts alone, and never in clear", () => {
  const graph = new URL("https://graph.facebook.com/v26.0/");
  const may = (address: string) => isMetaHost(new URL(address), graph);
  for (const good of [
    "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
    "https://scontent.whatsapp.net/v/x",
    "https://graph.facebook.com/v26.0/1",
  ])
    expect(may(good), good).toBe(true);
  for (const bad of [
    "http://lookaside.fbsbx.com/x",
    "https://lookaside.fbsbx.com.evil.test/x",
    "https://evilwhatsapp.net/x",
    "https://whatsapp.net.evil.test/x",
    "https://user:pass@mmg.whatsapp.net/x",
    "https://mmg.whatsapp.net:8443/x",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
  ])
    expect(may(bad), bad).toBe(false);
});
