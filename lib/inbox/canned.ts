/** Canned replies as the composer uses them; pure. */
import type { Locale } from "@/lib/core/dates";
import type { CannedReply } from "@/lib/inbox/schema";

/** "/tung" → "tung" while that is all there is in the line; null when no shortcut is being typed. */
export function slashQuery(text: string): string | null {
  return /^\/([a-z0-9_-]{0,24})$/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Shortcuts that begin so come first, then those that contain it; from three letters on the words count too. */
export function matchCanned(replies: readonly CannedReply[], query: string): CannedReply[] {
  const starts = replies.filter((reply) => reply.shortcut.startsWith(query));
  const contains = replies.filter(
    (reply) =>
      !starts.includes(reply) &&
      (reply.shortcut.includes(query) ||
        (query.length >= 3 && `${reply.body_ms} ${reply.body_en}`.toLowerCase().includes(query))),
  );
  return [...starts, ...contains].slice(0, 8);
}

/** In the customer's language, with the name one would say: "Nurul Aina binti Ali" → "Nurul Aina". */
export function fillCanned(reply: CannedReply, customerName: string, locale: Locale): string {
  const body = locale === "ms" ? reply.body_ms : reply.body_en;
  const name = spokenName(customerName);
  // Without a name the comma before it goes too: "Salam, terima kasih".
  return name ? body.replaceAll("{nama}", name) : body.replaceAll(/\s*\{nama\}/g, "");
}

/** Masked phones and placeholders are no names. */
export function spokenName(name: string): string {
  if (!/\p{L}/u.test(name)) return "";
  const before = name.split(/\s+(?:bin|binti|bt|b\.|a\/l|a\/p)\s+/i)[0] ?? name;
  return before.trim();
}
