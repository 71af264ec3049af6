/** The pure parts of the inbox. */
import { describe, expect, it } from "vitest";
import { fillCanned, matchCanned, slashQuery, spokenName } from "@/lib/inbox/canned";
import { citeHref } from "@/lib/inbox/cites";
import { failureHelp } from "@/lib/inbox/failure";
import {
  cannedReplyInput,
  type Message,
  messageSchema,
  sendFileInput,
  updateConversationInput,
} from "@/lib/inbox/schema";
import { continues, fileSize, groupByDay, mediaKind, mergeMessages, previewKind, splitLinks } from "@/lib/inbox/thread";
import { waitedSince } from "@/lib/inbox/waiting";

const message = (change: Partial<Message>): Message => ({
  id: "m",
  seq: 1,
  direction: "in",
  author_kind: "customer",
  author: null,
  author_name: null,
  kind: "text",
  body: "",
  payload: {},
  status: "received",
  error: null,
  failure: null,
  edited_body: null,
  revoked_at: null,
  intent: null,
  cites: [],
  sent_at: "2026-11-21T02:00:00Z",
  is_history: false,
  reactions: [],
  media: null,
  key: null,
  reply_to: null,
  ...change,
});

describe("a message that did not go out", () => {
  const help = (change: Partial<Message>) => failureHelp(message({ direction: "out", status: "failed", ...change }));

  it("is sent again where nothing was wrong with it, and asked about where it may have gone out", () => {
    expect(help({ failure: "channel", error: "send.channel_offline" })).toEqual({ retry: "again", step: null });
    expect(help({ failure: null, error: "send.network" })).toEqual({ retry: "again", step: null });
    expect(help({ status: "unknown", failure: "unknown", error: "send.no_answer" }).retry).toBe("ask");
  });

  it("is not offered again where it would fail the same way: there it says what helps", () => {
    for (const failure of ["contact", "content", "policy", "window"])
      expect(help({ failure, error: "send.refused" })).toEqual({ retry: "never", step: failure });
    expect(help({ failure: "channel", error: "send.channel_removed" })).toEqual({ retry: "never", step: "removed" });
    expect(help({ failure: "content", error: "send.media_gone" })).toEqual({ retry: "never", step: "file" });
  });
});

it("keeps what fits of a payload, and drops only the part that does not", () => {
  const payload = (value: unknown) => messageSchema.parse({ ...message({}), payload: value }).payload;
  expect(payload({ latitude: "x", name: "KLCC", contacts: [{ name: 1 }], options: ["a"] })).toEqual({
    latitude: undefined,
    name: "KLCC",
    contacts: undefined,
    options: ["a"],
  });
  expect(payload({ buttons: "x" })).toEqual({});
});

describe("canned replies", () => {
  const reply = (shortcut: string, body_ms = "Salam {nama}, apa khabar?") => ({
    id: shortcut,
    shortcut,
    body_ms,
    body_en: "Hi {nama}, how are you?",
  });

  it("open only while a shortcut is all there is", () => {
    expect(slashQuery("/")).toBe("");
    expect(slashQuery("/Tung")).toBe("tung");
    expect(slashQuery("/tunggu ya")).toBeNull();
    expect(slashQuery("harga 1/2")).toBeNull();
    expect(slashQuery("")).toBeNull();
  });

  it("put what begins so first, and look into words from three letters on", () => {
    const all = [reply("backup", "Sila buat salinan"), reply("salam"), reply("salin", "x")];
    expect(matchCanned(all, "sal").map((found) => found.shortcut)).toEqual(["salam", "salin", "backup"]);
    expect(matchCanned(all, "k").map((found) => found.shortcut)).toEqual(["backup"]);
  });

  it("speak the customer's language and call the customer by name", () => {
    expect(fillCanned(reply("salam"), "Nurul Aina binti Ali", "ms")).toBe("Salam Nurul Aina, apa khabar?");
    expect(fillCanned(reply("salam"), "Kumar a/l Raju", "en")).toBe("Hi Kumar, how are you?");
  });

  it("leave no hole where there is no name", () => {
    expect(fillCanned(reply("salam"), "+60 •••• 6789", "ms")).toBe("Salam, apa khabar?");
    expect(spokenName("?")).toBe("");
  });

  it("have shortcuts one can type", () => {
    const fields = { body_ms: "a", body_en: "b" };
    expect(cannedReplyInput.parse({ shortcut: " /Waktu-Buka ", ...fields }).shortcut).toBe("waktu-buka");
    for (const shortcut of ["", "dua kata", "a".repeat(25), "résumé"])
      expect(cannedReplyInput.safeParse({ shortcut, ...fields }).success).toBe(false);
  });
});

describe("thread", () => {
  it("separates days by the outlet's clock, not by UTC", () => {
    const late = { sent_at: "2026-11-20T15:59:00Z" };
    const early = { sent_at: "2026-11-20T16:01:00Z" };
    expect(groupByDay([late, early], "Asia/Kuala_Lumpur").map((day) => day.date)).toEqual(["2026-11-20", "2026-11-21"]);
    expect(groupByDay([late, early], "UTC")).toHaveLength(1);
  });

  it("joins pages without repeats, in order, the newer state winning", () => {
    const older = [message({ seq: 1 }), message({ seq: 2, status: "sent" })];
    const newest = [message({ seq: 2, status: "read" }), message({ seq: 3 })];
    expect(mergeMessages(older, newest).map(({ seq, status }) => `${seq} ${status}`)).toEqual([
      "1 received",
      "2 read",
      "3 received",
    ]);
  });

  it("names an author once per block", () => {
    const first = message({});
    expect(continues(undefined, first)).toBe(false);
    expect(continues(first, message({ sent_at: "2026-11-21T02:04:59Z" }))).toBe(true);
    expect(continues(first, message({ sent_at: "2026-11-21T02:05:00Z" }))).toBe(false);
    expect(continues(first, message({ author_kind: "user", direction: "out" }))).toBe(false);
  });

  it("makes links of web addresses only, and leaves the full stop outside", () => {
    expect(splitLinks("lihat https://a.my/r/1. ok").map((part) => part.text)).toEqual([
      "lihat ",
      "https://a.my/r/1",
      ". ok",
    ]);
    expect(splitLinks("javascript:alert(1)").every((part) => part.href === null)).toBe(true);
  });

  it("knows what a browser can show", () => {
    expect(mediaKind("image/webp")).toBe("image");
    expect(mediaKind("image/svg+xml")).toBe("document");
    expect(mediaKind("audio/ogg")).toBe("audio");
    expect(mediaKind("application/pdf")).toBe("document");
    expect(mediaKind(null)).toBe("document");
    expect(previewKind("[image]")).toBe("image");
    expect(previewKind("harga [image]?")).toBeNull();
    expect(fileSize(1_572_864)).toBe("1.5 MB");
  });

  it("shows a message whose payload makes no sense as one without choices", () => {
    const odd = { ...message({}), payload: { buttons: "x" }, cites: "none" };
    expect(messageSchema.parse(odd)).toMatchObject({ payload: {}, cites: [] });
  });
});

it("waiting is counted in the unit one would say", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const since = (minutes: number) => waitedSince(new Date(now.getTime() - minutes * 60_000).toISOString(), now);
  expect(since(0)).toEqual({ unit: "now", value: 0, late: false });
  expect(since(29)).toEqual({ unit: "minutes", value: 29, late: false });
  expect(since(30).late).toBe(true);
  expect(since(150)).toMatchObject({ unit: "hours", value: 2 });
  expect(since(3 * 1440)).toMatchObject({ unit: "days", value: 3 });
  expect(waitedSince("2026-11-21T10:05:00Z", now).value).toBe(0);
});

it("a cite leads to the page of its row, and nowhere when it has none", () => {
  const id = "0190d94e-a687-4c21-984b-a3029786c413";
  expect(citeHref({ table: "repair_tickets", id, label: "T" })).toBe(`/repairs/${id}`);
  expect(citeHref({ table: "outlets", id, label: "HQ" })).toBeNull();
  expect(citeHref({ table: "products", id: "../x", label: "P" })).toBeNull();
});

describe("input", () => {
  const conversationId = crypto.randomUUID();

  it("takes one change of a conversation at a time and no other column", () => {
    const parses = (change: unknown) => updateConversationInput.safeParse({ conversationId, change }).success;
    expect(parses({ status: "closed" })).toBe(true);
    expect(parses({ assignee: null })).toBe(true);
    expect(parses({ concierge: "handed_over" })).toBe(false);
    expect(parses({ status: "closed", concierge: "on" })).toBe(false);
    expect(parses({ unread: 5 })).toBe(false);
  });

  it("refuses an empty file and cleans the caption", () => {
    const base = { conversationId, key: crypto.randomUUID() };
    expect(sendFileInput.safeParse({ ...base, file: new File([], "a.jpg") }).success).toBe(false);
    const sent = sendFileInput.parse({ ...base, body: " a\u0000b\u202e ", file: new File(["x"], "a.jpg") });
    expect(sent.body).toBe("ab");
  });
});
