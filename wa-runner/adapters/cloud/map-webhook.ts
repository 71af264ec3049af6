/** From what Meta tells at once to single facts, in an order in which they make sense: pure and total. */
import type { z } from "zod";
import { failureOf } from "@/wa-runner/adapters/cloud/errors";
import { dateOf, type MappedMessage, mapMessage, phoneOf } from "@/wa-runner/adapters/cloud/map-message";
import * as told from "@/wa-runner/adapters/cloud/schema";
import type { Receipt, SameContact } from "@/wa-runner/ports";

export interface TemplateNews {
  readonly name: string;
  readonly language: string;
  readonly at: Date;
  readonly status?: string;
  readonly reason?: string;
  readonly category?: string;
  readonly quality?: string;
}

export interface Preference {
  readonly phone?: string | undefined;
  readonly bsuid?: string | undefined;
  readonly wish: "stop" | "resume";
  readonly at: Date;
}

export interface Unknown {
  readonly kind: "field" | "message" | "status";
  readonly value: string;
}

export type Fact =
  | ({ readonly fact: "message" } & MappedMessage)
  | { readonly fact: "receipt"; readonly receipt: Receipt }
  | { readonly fact: "same"; readonly contact: SameContact }
  | { readonly fact: "preference"; readonly preference: Preference }
  | { readonly fact: "template"; readonly template: TemplateNews }
  /** Something about the number or the account: it is asked how it is. */
  | { readonly fact: "look" }
  | { readonly fact: "unknown"; readonly unknown: Unknown };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATES = { sent: "accepted", delivered: "delivered", read: "read", played: "read", failed: "failed" } as const;
const isState = (status: string): status is keyof typeof STATES => Object.hasOwn(STATES, status);

const unknown = (kind: Unknown["kind"], value: string): Fact => ({
  fact: "unknown",
  unknown: { kind, value: value.slice(0, 80) || "?" },
});

function receiptOf(s: told.CloudStatus): Fact {
  if (!isState(s.status)) return unknown("status", s.status);
  const state = STATES[s.status];
  const ours = s.biz_opaque_callback_data;
  const code = s.errors?.[0]?.code ?? 0;
  return {
    fact: "receipt",
    receipt: {
      // It may come before the answer to the request that sent it: then only our own id is known.
      messageId: ours && UUID.test(ours) ? ours : null,
      providerId: s.id,
      newProviderId: s.id,
      state,
      at: dateOf(s.timestamp),
      ...(s.pricing ? { pricing: s.pricing } : {}),
      ...(state === "failed" ? { ...failureOf(code), detail: `code ${code}` } : {}),
    },
  };
}

function templateOf(field: string, value: z.output<typeof told.templateEvent>, at: Date): Fact {
  const base = { name: value.message_template_name, language: value.message_template_language, at };
  const reason = value.other_info?.description ?? (value.reason && value.reason !== "NONE" ? value.reason : undefined);
  if (field === "message_template_status_update" && value.event) {
    const category = value.message_template_category;
    return {
      fact: "template",
      template: { ...base, status: value.event, ...(reason ? { reason } : {}), ...(category ? { category } : {}) },
    };
  }
  if (field === "message_template_quality_update" && value.new_quality_score)
    return { fact: "template", template: { ...base, quality: value.new_quality_score } };
  if (field === "template_category_update" && value.new_category)
    return { fact: "template", template: { ...base, category: value.new_category } };
  return unknown("field", field);
}

const TEMPLATES = new Set([
  "message_template_status_update",
  "message_template_quality_update",
  "template_category_update",
]);
const LOOKS = new Set([
  "account_update",
  "account_alerts",
  "account_review_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "business_capability_update",
]);
/** Fields whose content is of people and messages. */
const CONVERSATION = new Set(["messages", "smb_message_echoes", "user_preferences", "user_id_update"]);

/** Each item by itself: one that cannot be read does not take the others with it. */
function each<T>(items: unknown[] | undefined, schema: z.ZodType<T>, field: string, map: (item: T) => Fact[]): Fact[] {
  return (items ?? []).flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? map(parsed.data) : [unknown("field", `${field}: unreadable`)];
  });
}

function conversationFacts({ field, value }: told.CloudChange): Fact[] {
  const contacts = value.contacts ?? [];
  const message = (from: "customer" | "phone") => (m: told.CloudMessage) => {
    const mapped = mapMessage(m, contacts, from);
    if (!mapped) return [unknown("message", "nobody named")];
    const strange = mapped.unknown === undefined ? [] : [unknown("message", mapped.unknown)];
    return [{ fact: "message" as const, ...mapped }, ...strange];
  };
  // A message names its contact itself.
  const known = (value.messages ? [] : contacts).flatMap((one): Fact[] => {
    const phone = phoneOf(one.wa_id);
    return phone && one.user_id ? [{ fact: "same", contact: { phone, bsuid: one.user_id } }] : [];
  });
  return [
    ...each(value.messages, told.message, field, message("customer")),
    ...each(value.message_echoes, told.message, field, message("phone")),
    ...each(value.statuses, told.status, field, (s) => [receiptOf(s)]),
    ...each(value.user_preferences, told.preference, field, (p): Fact[] => {
      if (p.category !== "marketing_messages") return [unknown("field", `user_preferences: ${p.category}`)];
      const card = contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === p.wa_id) ?? contacts[0];
      const preference = { phone: phoneOf(p.wa_id), bsuid: p.user_id ?? card?.user_id, wish: p.value };
      return [{ fact: "preference", preference: { ...preference, at: dateOf(p.timestamp) } }];
    }),
    ...each(value.user_id_update, told.userIdUpdate, field, (u): Fact[] => {
      const [before, now] = [u.previous_user_id ?? u.old_user_id, u.new_user_id ?? u.user_id];
      if (!now) return [unknown("field", "user_id_update: unreadable")];
      return [{ fact: "same", contact: { phone: phoneOf(u.wa_id), bsuid: now, bsuidBefore: before } }];
    }),
    ...known,
    ...(value.errors ?? []).map(() => unknown("field", `${field}: errors`)),
  ];
}

function changeFacts(raw: unknown, at: Date, phoneNumberId: string): Fact[] {
  const parsed = told.change.safeParse(raw);
  if (!parsed.success) return [unknown("field", "unreadable")];
  const { field, value } = parsed.data;
  const number = value.metadata?.phone_number_id;
  // Another number of the shop, under the same address: it has its own copy.
  if (number !== undefined && number !== phoneNumberId) return [];
  if (CONVERSATION.has(field)) return conversationFacts(parsed.data);
  if (LOOKS.has(field)) return [{ fact: "look" }];
  if (!TEMPLATES.has(field)) return [unknown("field", field)];
  const template = told.templateEvent.safeParse(value);
  return [template.success ? templateOf(field, template.data, at) : unknown("field", `${field}: unreadable`)];
}

/** @param receivedAt stands in for the time that Meta leaves out. */
export function mapWebhook(body: string, phoneNumberId: string, receivedAt: Date): Fact[] {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return [unknown("field", "no JSON")];
  }
  const parsed = told.envelope.safeParse(json);
  if (!parsed.success) return [unknown("field", "no envelope")];
  if (parsed.data.object !== "whatsapp_business_account") return [unknown("field", parsed.data.object)];
  return parsed.data.entry.flatMap(({ time, changes }) =>
    changes.flatMap((one) => changeFacts(one, time ? dateOf(time) : receivedAt, phoneNumberId)),
  );
}
