import { expect, it } from "vitest";
import { destination, sendEvents } from "./send";

it("goes to an engine on this machine, to Inngest Cloud or to a server of one's own, and nowhere without being told", () => {
  expect(destination({})).toBeUndefined();
  expect(destination({ INNGEST_BASE_URL: "http://127.0.0.1:1" })).toBeUndefined();
  expect(destination({ INNGEST_EVENT_KEY: "k" })).toEqual({ url: "https://inn.gs", key: "k" });
  expect(destination({ INNGEST_EVENT_KEY: "k", INNGEST_BASE_URL: "http://127.0.0.1:1" })?.url).toBe(
    "http://127.0.0.1:1",
  );
  expect(destination({ INNGEST_EVENT_KEY: "k", INNGEST_DEV: "http://127.0.0.1:2" })).toEqual({
    url: "http://127.0.0.1:2",
    key: "dev",
  });
});

it("puts events off while nobody answers, and keeps the key out of the reason", async () => {
  const to = { url: "http://127.0.0.1:9", key: "very-secret" };
  const results = await sendEvents(to, [
    { id: "1", name: "a/b", entity: "t ticket 1", data: { tenant_id: "t" }, at: 0 },
  ]);
  expect(results).toEqual([{ id: "1", outcome: "later", reason: expect.not.stringContaining("secret") }]);
});
