/** What Meta tells by webhook. Loose: what is younger than this file is stored and counted, never a reason to drop the rest. */
import { z } from "zod";

const text = z.string();
const seconds = z.coerce.number().int().positive();
const anything = z.record(z.string(), z.unknown());

const media = z.looseObject({
  id: text.min(1).max(200),
  mime_type: text.optional(),
  sha256: text.optional(),
  url: text.optional(),
  caption: text.optional(),
  filename: text.optional(),
  voice: z.boolean().optional(),
});

export const contact = z.looseObject({
  profile: z.looseObject({ name: text.optional(), username: text.optional() }).optional(),
  wa_id: text.optional(),
  user_id: text.optional(),
});

const choice = z.looseObject({ id: text, title: text.default("") });
const phoneCard = z.looseObject({
  name: z.looseObject({ formatted_name: text.optional() }).optional(),
  phones: z.array(z.looseObject({ phone: text.optional() })).catch([]),
});

export const message = z.looseObject({
  id: text.min(1).max(200),
  from: text.optional(),
  from_user_id: text.optional(),
  /** Of what the shop sent from its own phone. */
  to: text.optional(),
  to_user_id: text.optional(),
  timestamp: seconds,
  type: text,
  text: z.looseObject({ body: text }).optional(),
  image: media.optional(),
  video: media.optional(),
  audio: media.optional(),
  document: media.optional(),
  sticker: media.optional(),
  interactive: z
    .looseObject({
      type: text,
      button_reply: choice.optional(),
      list_reply: choice.optional(),
      nfm_reply: z.looseObject({ name: text.optional(), body: text.optional() }).optional(),
    })
    .optional(),
  button: z.looseObject({ payload: text.optional(), text: text.default("") }).optional(),
  reaction: z.looseObject({ message_id: text, emoji: text.optional() }).optional(),
  location: z
    .looseObject({ latitude: z.number(), longitude: z.number(), name: text.optional(), address: text.optional() })
    .optional(),
  contacts: z.array(phoneCard).optional(),
  system: z.looseObject({ type: text.optional(), wa_id: text.optional(), body: text.optional() }).optional(),
  context: z
    .looseObject({
      id: text.optional(),
      forwarded: z.boolean().optional(),
      frequently_forwarded: z.boolean().optional(),
    })
    .optional(),
  referral: anything.optional(),
  errors: z.array(z.looseObject({ code: z.number() })).optional(),
  unsupported: z.looseObject({ type: text.optional() }).optional(),
});
export type CloudMessage = z.output<typeof message>;
export type CloudMedia = z.output<typeof media>;

export const status = z.looseObject({
  id: text.min(1).max(200),
  status: text,
  timestamp: seconds,
  recipient_id: text.optional(),
  recipient_user_id: text.optional(),
  biz_opaque_callback_data: text.optional(),
  pricing: anything.optional(),
  errors: z.array(z.looseObject({ code: z.number() })).optional(),
});
export type CloudStatus = z.output<typeof status>;

export const preference = z.looseObject({
  wa_id: text.optional(),
  user_id: text.optional(),
  category: text,
  value: z.enum(["stop", "resume"]),
  timestamp: seconds,
});

export const userIdUpdate = z.looseObject({
  wa_id: text.optional(),
  previous_user_id: text.optional(),
  old_user_id: text.optional(),
  user_id: text.optional(),
  new_user_id: text.optional(),
});

export const templateEvent = z.looseObject({
  event: text.optional(),
  message_template_id: z.union([text, z.number()]).optional(),
  message_template_name: text,
  message_template_language: text,
  message_template_category: text.optional(),
  new_quality_score: text.optional(),
  new_category: text.optional(),
  reason: text.nullish(),
  other_info: z.looseObject({ title: text.optional(), description: text.optional() }).nullish(),
});

const unknowns = z.array(z.unknown()).optional();
export const change = z.looseObject({
  field: text,
  value: z.looseObject({
    metadata: z.looseObject({ phone_number_id: text.optional() }).optional(),
    contacts: z.array(contact).optional().catch(undefined),
    messages: unknowns,
    statuses: unknowns,
    errors: unknowns,
    user_preferences: unknowns,
    user_id_update: unknowns,
    message_echoes: unknowns,
  }),
});
export type CloudChange = z.output<typeof change>;

export const envelope = z.looseObject({
  object: text,
  entry: z.array(
    z.looseObject({ id: z.coerce.string(), time: z.coerce.number().optional(), changes: z.array(z.unknown()) }),
  ),
});
