/** What the inbox shows and what it sends: shapes shared by server and browser. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { formatPhone, toE164 } from "@/lib/core/phone";
import { cleanText, textField } from "@/lib/core/text";
import { REACTIONS } from "@/lib/whatsapp/kinds";

const conciergeState = z.enum(["on", "handed_over", "muted"]);
const conversationStatus = z.enum(["open", "pending", "closed"]);

const listRow = z.object({
  id: z.string(),
  outlet_id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  phone_masked: z.string().nullable(),
  preview: z.string(),
  last_message_at: z.string(),
  unread: z.number(),
  waiting_since: z.string().nullable(),
  status: conversationStatus,
  concierge: conciergeState,
  handover_reason: z.string().nullable(),
  assignee: z.string().nullable(),
  assignee_name: z.string().nullable(),
  has_draft: z.boolean(),
  last_direction: z.string().nullable(),
  last_status: z.string().nullable(),
});
export type InboxRow = z.infer<typeof listRow>;

export const inboxListSchema = z.object({
  rows: z.array(listRow),
  more: z.boolean(),
  counts: z.object({
    open: z.number(),
    unread: z.number(),
    waiting: z.number(),
    mine: z.number(),
    unassigned: z.number(),
    handed_over: z.number(),
  }),
});
export type InboxList = z.infer<typeof inboxListSchema>;

const cite = z.object({ table: z.string(), id: z.string().optional(), label: z.string() });
export type Cite = z.infer<typeof cite>;

/** As people write it; with the number itself where it is one. Here, so that no browser loads the rules of every country. */
const shownPhone = (text: string): { shown: string; number: string | null } => {
  const number = toE164(text);
  return { shown: number ? formatPhone(number) : text, number };
};

/** jsonb written by several programs: what does not fit is shown as less, never as a broken page. */
const payloadSchema = z
  .looseObject({
    buttons: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
    button: z.string().optional(),
    rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().nullish() })).optional(),
    title: z.string().optional(),
    /** A place. */
    latitude: z.number().optional().catch(undefined),
    longitude: z.number().optional().catch(undefined),
    name: z.string().optional().catch(undefined),
    address: z.string().optional().catch(undefined),
    live: z.boolean().optional().catch(undefined),
    /** Contact cards. */
    contacts: z
      .array(z.object({ name: z.string(), phones: z.array(z.string().transform(shownPhone)) }))
      .optional()
      .catch(undefined),
    /** A poll. */
    question: z.string().optional().catch(undefined),
    options: z.array(z.string()).optional().catch(undefined),
    several: z.boolean().optional().catch(undefined),
    /** Why it is not shown; longer than is kept. */
    reason: z.string().optional().catch(undefined),
    truncated: z.boolean().optional().catch(undefined),
    /** Its file is being fetched. */
    media: z.literal("pending").optional().catch(undefined),
    /** Blanked: the person was erased, or the period is over. */
    erased: z.literal(true).optional(),
  })
  .catch({});

export const messageSchema = z.object({
  id: z.string(),
  seq: z.number(),
  direction: z.enum(["in", "out", "note"]),
  author_kind: z.enum(["customer", "user", "concierge", "system", "phone"]),
  author: z.string().nullable(),
  author_name: z.string().nullable(),
  kind: z.string(),
  body: z.string(),
  payload: payloadSchema,
  status: z.string(),
  error: z.string().nullable(),
  failure: z.string().nullable(),
  edited_body: z.string().nullable(),
  revoked_at: z.string().nullable(),
  intent: z.string().nullable(),
  cites: z.array(cite).catch([]),
  sent_at: z.string(),
  is_history: z.boolean(),
  /** `from` in: the customer's; out: ours, with the name of who gave it, unless that was on the shop's phone. */
  reactions: z.array(z.object({ emoji: z.string(), from: z.enum(["in", "out"]), name: z.string().nullable() })),
  media: z
    .object({
      path: z.string(),
      mime: z.string().nullable(),
      bytes: z.number().nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
  key: z.string().nullable(),
  reply_to: z.object({ id: z.string(), kind: z.string(), body: z.string(), author_kind: z.string() }).nullable(),
});
export type Message = z.infer<typeof messageSchema>;

export const threadSchema = z.object({
  conversation: z.object({
    id: z.string(),
    outlet_id: z.string(),
    customer_id: z.string(),
    customer_name: z.string(),
    customer_locale: z.enum(["ms", "en"]).catch("ms"),
    phone_masked: z.string().nullable(),
    status: conversationStatus,
    assignee: z.string().nullable(),
    assignee_name: z.string().nullable(),
    concierge: conciergeState,
    handover_reason: z.string().nullable(),
    unread: z.number(),
    waiting_since: z.string().nullable(),
    channel_id: z.string(),
    channel_name: z.string(),
    channel_state: z.string(),
    channel_mode: z.enum(["off", "draft", "auto"]),
    /** False: WhatsApp takes only approved templates now (Cloud API, 24 hours after the customer's last message). */
    window_open: z.boolean(),
    next: z.array(conversationStatus),
  }),
  messages: z.array(messageSchema),
  more: z.boolean(),
});
export type Thread = z.infer<typeof threadSchema>;
export type Conversation = Thread["conversation"];

export type CannedReply = { id: string; shortcut: string; body_ms: string; body_en: string };
export type Member = { id: string; name: string };
/** `outletIds` null: every outlet. */
export type Assignee = Member & { outletIds: string[] | null };

// Inputs -------------------------------------------------------------------------------------------------------------

export const replyInput = z.object({
  conversationId: uuidField,
  /** Made by the composer: a second arrival is the same message. */
  key: uuidField,
  body: textField(4000),
});
export type ReplyInput = z.infer<typeof replyInput>;

export const sendTemplateInput = z.object({
  conversationId: uuidField,
  key: uuidField,
  templateId: uuidField,
  /** For {{1}}, {{2}} … */
  params: z.array(textField(200)).max(20).default([]),
});
export type SendTemplateInput = z.output<typeof sendTemplateInput>;

export const sendFileInput = z.object({
  conversationId: uuidField,
  key: uuidField,
  body: z
    .string()
    .optional()
    .transform((value) => cleanText(value ?? ""))
    .pipe(z.string().max(1000, "input.too_long")),
  file: z.instanceof(File, { message: "input.required" }).refine((file) => file.size > 0, "input.required"),
});
export type SendFileInput = z.output<typeof sendFileInput>;

export const updateConversationInput = z.object({
  conversationId: uuidField,
  change: z.union([
    z.strictObject({ read: z.literal(true) }),
    z.strictObject({ status: conversationStatus }),
    z.strictObject({ assignee: z.string().max(200).nullable() }),
    z.strictObject({ concierge: z.enum(["on", "muted"]) }),
  ]),
});
export type UpdateConversationInput = z.infer<typeof updateConversationInput>;

/** An empty emoji takes the reaction back. */
export const reactInput = z.object({
  messageId: uuidField,
  key: uuidField,
  emoji: z.enum([...REACTIONS, ""]),
});
export type ReactInput = z.infer<typeof reactInput>;

export const messageIdInput = z.object({ messageId: uuidField });

export const decideDraftInput = z.discriminatedUnion("send", [
  z.object({ messageId: uuidField, send: z.literal(true), body: textField(4000) }),
  z.object({ messageId: uuidField, send: z.literal(false) }),
]);
export type DecideDraftInput = z.infer<typeof decideDraftInput>;

/** A shortcut is typed after a slash: small letters, digits, dash, underscore. */
export const shortcutField = z
  .string()
  .transform((value) => value.trim().replace(/^\//, "").toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_-]{1,24}$/, "canned.shortcut"));

export const cannedReplyInput = z.object({
  id: uuidField.optional(),
  shortcut: shortcutField,
  body_ms: textField(2000),
  body_en: textField(2000),
});
export type CannedReplyInput = z.output<typeof cannedReplyInput>;

export const deleteCannedInput = z.object({ id: uuidField });

export const conciergeModeInput = z.object({ channelId: uuidField, mode: z.enum(["off", "draft", "auto"]) });
export type ConciergeModeInput = z.infer<typeof conciergeModeInput>;
