/** How messages become a thread on the screen; pure. */
import { businessDate } from "@/lib/core/dates";
import type { Message } from "@/lib/inbox/schema";

export type Day<M> = { date: string; messages: M[] };

/** Messages by day of the outlet's zone, in the order given. */
export function groupByDay<M extends { sent_at: string }>(messages: readonly M[], timeZone: string): Day<M>[] {
  const days: Day<M>[] = [];
  for (const message of messages) {
    const date = businessDate(new Date(message.sent_at), timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.messages.push(message);
    else days.push({ date, messages: [message] });
  }
  return days;
}

/** Older pages and the newest page as one list without repeats; what came later wins, since states move on. */
export function mergeMessages(older: readonly Message[], newest: readonly Message[]): Message[] {
  const bySeq = new Map<number, Message>();
  for (const message of [...older, ...newest]) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Same author within five minutes: one block, one label. */
export function continues(previous: Message | undefined, message: Message): boolean {
  return (
    previous !== undefined &&
    previous.direction === message.direction &&
    previous.author_kind === message.author_kind &&
    previous.author === message.author &&
    Date.parse(message.sent_at) - Date.parse(previous.sent_at) < 5 * 60_000
  );
}

export type MediaKind = "image" | "audio" | "video" | "document";

/** How a file is shown and sent; what browsers cannot play is a document. */
export function mediaKind(mime: string | null | undefined): MediaKind {
  const type = mime?.split("/")[0];
  if (mime === "image/svg+xml" || mime === "image/tiff") return "document";
  return type === "image" || type === "audio" || type === "video" ? type : "document";
}

/** "[image]" is what the database writes as preview of a message without words. */
export const previewKind = (preview: string): string | null => /^\[([a-z_]+)\]$/.exec(preview)?.[1] ?? null;

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export type TextPart = { at: number; text: string; href: string | null };

/** Web links in a text, so that only they become links: everything else stays text. `at` is where a part begins. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+[^\s<>"'.,!?;:)]/g)) {
    if (match.index > from) parts.push({ at: from, text: text.slice(from, match.index), href: null });
    parts.push({ at: match.index, text: match[0], href: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), href: null });
  return parts;
}
