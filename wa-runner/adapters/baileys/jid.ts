/** WhatsApp's addresses and ours. A LID is never turned into a phone number: it is none. */
import { jidDecode } from "@whiskeysockets/baileys";
import type { Address } from "@/wa-runner/ports";

const DIGITS = /^\d{5,20}$/;

/** Null for groups, broadcasts, newsletters and everything else that is no contact. */
export function addressOf(jid: string | null | undefined): Address | null {
  const decoded = jid ? jidDecode(jid) : undefined;
  if (!decoded || !DIGITS.test(decoded.user)) return null;
  if (decoded.server === "s.whatsapp.net" || decoded.server === "hosted")
    return { kind: "phone", value: `+${decoded.user}` };
  if (decoded.server === "lid" || decoded.server === "hosted.lid") return { kind: "lid", value: decoded.user };
  return null;
}

/** Null when nothing can be sent there by a linked phone. */
export function jidOf({ kind, value }: Address): string | null {
  const user = value.replace(/^\+/, "");
  if (!DIGITS.test(user) || kind === "bsuid") return null;
  return kind === "lid" ? `${user}@lid` : `${user}@s.whatsapp.net`;
}

/** Only contacts are let through: groups, status and channels are not for a shop's inbox. */
export const isContact = (jid: string): boolean => addressOf(jid) !== null;
