/** Contacts, places and polls in words, as staff read them in a thread. */
import type { proto } from "@whiskeysockets/baileys";

const MAX_CARDS = 10;

/** Of a vCard only the numbers, which is what one wants of it; the rest is somebody else's data. */
function numbersOf(vcard: string): string[] {
  return [...vcard.matchAll(/^(?:item\d+\.)?TEL[^:\r\n]*:(.+)$/gim)].map(([, number = ""]) =>
    number.trim().slice(0, 30),
  );
}

export function cardText(content: proto.IMessage): string {
  const cards = content.contactsArrayMessage?.contacts ?? (content.contactMessage ? [content.contactMessage] : []);
  return cards
    .slice(0, MAX_CARDS)
    .map(({ displayName, vcard }) => [displayName ?? "", ...numbersOf((vcard ?? "").slice(0, 20_000))].join(" ").trim())
    .join("\n");
}

export function locationText(content: proto.IMessage): string {
  const place = content.locationMessage ?? content.liveLocationMessage;
  const latitude = place?.degreesLatitude;
  const longitude = place?.degreesLongitude;
  const names = content.locationMessage ? [content.locationMessage.name, content.locationMessage.address] : [];
  const link =
    typeof latitude === "number" && typeof longitude === "number" && Number.isFinite(latitude + longitude)
      ? `https://maps.google.com/?q=${latitude},${longitude}`
      : "";
  return [...names, link].filter(Boolean).join("\n");
}

export function pollText(content: proto.IMessage): string {
  const poll = content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3;
  return [poll?.name ?? "", ...(poll?.options ?? []).map(({ optionName }) => `• ${optionName ?? ""}`)].join("\n");
}
