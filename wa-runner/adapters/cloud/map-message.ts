/** From a message as Meta tells it to ours: pure and total. What we cannot show is said to be that, never dropped. */

import type { z } from "zod";
import { keepRef } from "@/wa-runner/adapters/cloud/media";
import type { CloudMedia, CloudMessage, contact } from "@/wa-runner/adapters/cloud/schema";
import type { InboundMessage } from "@/wa-runner/ports";

type Contact = z.output<typeof contact>;
type Said = Pick<InboundMessage, "kind" | "body" | "payload"> & { readonly media?: InboundMessage["media"] };

export const phoneOf = (waId: string | undefined): string | undefined =>
  waId !== undefined && /^[1-9]\d{6,14}$/.test(waId) ? `+${waId}` : undefined;

export const dateOf = (seconds: number): Date => new Date(seconds * 1000);

const FILES = ["image", "video", "audio", "document", "sticker"] as const;

function fileOf(kind: (typeof FILES)[number], file: CloudMedia): Said {
  const { id, url, sha256, filename, caption, voice } = file;
  return {
    kind,
    body: caption ?? "",
    payload: voice ? { voice: true } : {},
    media: { ref: keepRef({ id, url, sha256 }), name: filename ?? kind },
  };
}

function interactiveOf({ button_reply, list_reply, nfm_reply }: NonNullable<CloudMessage["interactive"]>): Said | null {
  if (button_reply) {
    const { id, title } = button_reply;
    return { kind: "button_reply", body: title, payload: { id, title } };
  }
  if (list_reply) {
    const { id, title } = list_reply;
    return { kind: "list_reply", body: title, payload: { id, title } };
  }
  if (nfm_reply) return { kind: "text", body: nfm_reply.body ?? "", payload: { flow: nfm_reply.name ?? "" } };
  return null;
}

const cardsOf = (cards: NonNullable<CloudMessage["contacts"]>): string =>
  cards
    .slice(0, 10)
    .map(({ name, phones }) =>
      [name?.formatted_name ?? "", ...phones.map(({ phone }) => phone?.slice(0, 30) ?? "")].join(" ").trim(),
    )
    .join("\n");

function placeOf({ latitude, longitude, name, address }: NonNullable<CloudMessage["location"]>): string {
  return [name, address, `https://maps.google.com/?q=${latitude},${longitude}`].filter(Boolean).join("\n");
}

const unsupported = (type: string, more: Record<string, unknown> = {}): Said => ({
  kind: "unsupported",
  body: "",
  payload: { reason: "message.type", type: type.slice(0, 60), ...more },
});

/** Null: of a kind that this version does not know. */
function said(m: CloudMessage): Said | null {
  const file = FILES.find((kind) => kind === m.type);
  const found = file && m[file];
  if (file && found) return fileOf(file, found);
  switch (m.type) {
    case "text":
      return m.text ? { kind: "text", body: m.text.body, payload: {} } : null;
    case "interactive":
      return m.interactive ? interactiveOf(m.interactive) : null;
    case "button": {
      // The quick reply of a template has another shape than that of a message.
      const title = m.button?.text ?? "";
      if (!m.button) return null;
      return { kind: "button_reply", body: title, payload: { id: m.button.payload ?? title, title } };
    }
    case "reaction":
      return m.reaction ? { kind: "reaction", body: m.reaction.emoji ?? "", payload: {} } : null;
    case "location":
      return m.location ? { kind: "location", body: placeOf(m.location), payload: {} } : null;
    case "contacts":
      return m.contacts ? { kind: "contact", body: cardsOf(m.contacts), payload: {} } : null;
    case "system": {
      // The new number is another contact's until it writes: a number that was given up may be anybody's tomorrow.
      const phone = phoneOf(m.system?.wa_id);
      if (m.system?.type !== "user_changed_number" || !phone) return null;
      return { kind: "unsupported", body: phone, payload: { reason: "contact.number_changed", phone } };
    }
    case "order":
      return unsupported("order");
    case "unsupported":
      return unsupported(m.unsupported?.type ?? "unsupported", { code: m.errors?.[0]?.code });
    default:
      return null;
  }
}

export interface MappedMessage {
  readonly message: InboundMessage;
  /** The kind, when it is one this version does not know. */
  readonly unknown?: string | undefined;
}

/** @param from `phone`: an echo of what the shop wrote in the Business app. Null: nobody is named to whom it belongs. */
export function mapMessage(
  m: CloudMessage,
  contacts: readonly Contact[],
  from: "customer" | "phone" = "customer",
): MappedMessage | null {
  const waId = from === "customer" ? m.from : m.to;
  const named = from === "customer" ? m.from_user_id : m.to_user_id;
  const card =
    contacts.find((one) => one.user_id !== undefined && one.user_id === named) ??
    contacts.find((one) => one.wa_id !== undefined && one.wa_id === waId);
  const bsuid = (named ?? card?.user_id)?.trim() || undefined;
  const phone = phoneOf(waId) ?? phoneOf(card?.wa_id);
  const name = from === "customer" ? card?.profile?.name : undefined;
  const sender = bsuid
    ? ({ kind: "bsuid", value: bsuid, phone, name } as const)
    : phone
      ? ({ kind: "phone", value: phone, name } as const)
      : null;
  if (!sender) return null;
  const known = said(m);
  const { media = null, ...words } = known ?? unsupported(m.type);
  const isForwarded = m.context?.forwarded || m.context?.frequently_forwarded;
  return {
    ...(known ? {} : { unknown: m.type }),
    message: {
      ...words,
      payload: {
        ...words.payload,
        ...(m.referral ? { referral: m.referral } : {}),
        ...(isForwarded ? { forwarded: true } : {}),
      },
      providerId: m.id,
      from,
      source: "live",
      sender,
      media,
      sentAt: dateOf(m.timestamp),
      replyTo: m.reaction?.message_id ?? m.context?.id ?? null,
    },
  };
}
