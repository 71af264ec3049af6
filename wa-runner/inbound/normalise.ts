/** From what a network says to what the database takes: pure, and total: every input becomes some message, none is dropped. */
import { cleanText } from "@/lib/core/text";
import { tapPayload } from "@/lib/whatsapp/payloads";
import type { InboundMessage } from "@/wa-runner/ports";

export const MAX_BODY = 8000;
const MAX_NAME = 160;
const MAX_PAYLOAD_BYTES = 16_000;
const MAX_CLOCK_AHEAD_MS = 5 * 60_000;

/** Well-formed Unicode without NUL, control characters and bidi overrides, at most `max` characters as Postgres counts them. */
export function safeText(value: string, max: number): { text: string; truncated: boolean } {
  const clean = cleanText(value.toWellFormed());
  const characters = clean.length > max ? [...clean] : undefined;
  if (!characters || characters.length <= max) return { text: clean, truncated: false };
  return { text: characters.slice(0, max).join(""), truncated: true };
}

/** jsonb refuses NUL and lone surrogates anywhere, keys included. */
function safeJson(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return safeText(value, 2000).text;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean" || value === null) return value;
  if (depth >= 5 || typeof value !== "object") return null;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => safeJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [safeText(key, 100).text, safeJson(item, depth + 1)]),
  );
}

function safePayload(payload: Record<string, unknown>): Record<string, unknown> {
  const safe = safeJson(payload);
  const isObject = typeof safe === "object" && safe !== null && !Array.isArray(safe);
  if (!isObject || JSON.stringify(safe).length > MAX_PAYLOAD_BYTES) return {};
  return { ...safe };
}

function safeDate(sentAt: Date, now: Date): Date {
  const time = sentAt.getTime();
  return Number.isNaN(time) || time > now.getTime() + MAX_CLOCK_AHEAD_MS ? now : sentAt;
}

/** A tap without a proper id is only the words on the button. */
function settleKind(message: InboundMessage, body: string, payload: Record<string, unknown>) {
  if (message.kind === "button_reply" || message.kind === "list_reply") {
    const tap = tapPayload.safeParse(payload);
    if (tap.success) return { kind: message.kind, body: body || tap.data.title, payload: tap.data };
    return { kind: body ? ("text" as const) : ("unsupported" as const), body, payload: {} };
  }
  if (message.kind === "text" && body === "") return { kind: "unsupported" as const, body, payload };
  return { kind: message.kind, body, payload };
}

export function normalise(message: InboundMessage, now: Date): InboundMessage {
  const { text, truncated } = safeText(message.body, MAX_BODY);
  const settled = settleKind(message, text, safePayload(message.payload));
  return {
    ...settled,
    payload: truncated ? { ...settled.payload, truncated: true } : settled.payload,
    providerId: safeText(message.providerId, 200).text,
    from: message.from,
    source: message.source,
    sender: {
      kind: message.sender.kind,
      value: safeText(message.sender.value, 120).text,
      phone: message.sender.phone,
      lid: message.sender.lid,
      name: message.sender.name === undefined ? undefined : safeText(message.sender.name, MAX_NAME).text || undefined,
    },
    media: message.media,
    sentAt: safeDate(message.sentAt, now),
    replyTo: message.replyTo === null ? null : safeText(message.replyTo, 200).text,
  };
}

/** What is stored of a message that cannot be stored as it is: that it came, from whom, and why it is not shown. */
export function asUnsupported(message: InboundMessage, reason: string): InboundMessage {
  return { ...message, kind: "unsupported", payload: { reason }, media: null };
}
