/** Contacts, places and polls: in words, for search and previews, and in parts, as the thread shows them. */
import type { proto } from "@whiskeysockets/baileys";
import { mapLink } from "@/lib/whatsapp/map-link";

const MAX_CARDS = 10;

/** Of a vCard only the numbers, which is what one wants of it; the rest is somebody else's data. */
function numbersOf(vcard: string): string[] {
  return [...vcard.matchAll(/^(?:item\d+\.)?TEL[^:\r\n]*:(.+)$/gim)].map(([, number = ""]) =>
    number.trim().slice(0, 30),
  );
}

interface Told {
  readonly body: string;
  readonly payload: Record<string, unknown>;
}

export function cardsOf(content: proto.IMessage): Told {
  const cards = content.contactsArrayMessage?.contacts ?? (content.contactMessage ? [content.contactMessage] : []);
  const contacts = cards
    .slice(0, MAX_CARDS)
    .map(({ displayName, vcard }) => ({ name: displayName ?? "", phones: numbersOf((vcard ?? "").slice(0, 20_000)) }));
  return {
    body: contacts.map(({ name, phones }) => [name, ...phones].join(" ").trim()).join("\n"),
    payload: { contacts },
  };
}

export function placeOf(content: proto.IMessage): Told {
  const place = content.locationMessage ?? content.liveLocationMessage;
  const latitude = place?.degreesLatitude;
  const longitude = place?.degreesLongitude;
  const { name, address } = content.locationMessage ?? {};
  const words = { ...(name ? { name } : {}), ...(address ? { address } : {}) };
  const live = content.liveLocationMessage ? { live: true } : {};
  if (typeof latitude !== "number" || typeof longitude !== "number" || !Number.isFinite(latitude + longitude))
    return { body: Object.values(words).join("\n"), payload: { ...words, ...live } };
  return {
    body: [...Object.values(words), mapLink({ latitude, longitude })].join("\n"),
    payload: { latitude, longitude, ...words, ...live },
  };
}

export function pollOf(content: proto.IMessage): Told {
  const poll = content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3;
  const question = poll?.name ?? "";
  const options = (poll?.options ?? []).map(({ optionName }) => optionName ?? "");
  // Zero: as many as one likes.
  const several = poll?.selectableOptionsCount !== 1;
  return { body: [question, ...options.map((one) => `• ${one}`)].join("\n"), payload: { question, options, several } };
}
