/** Talking on WhatsApp: what the runner hears, what the concierge answers, what staff write. */
import { z } from "zod";
import type { Patron } from "./patrons";
import type { Random } from "./random";
import type { Outlet, Shop, Staff } from "./shop";
import { concierge, runner, type Stage } from "./stage";

export interface Cite {
  table: string;
  id: string;
  label: string;
}

export interface Media {
  path: string;
  mime: string;
  bytes: number;
  name: string;
}

export interface Heard {
  message_id: string;
  conversation_id: string;
}

interface Said {
  kind?: string;
  body: string;
  payload?: object;
  media?: Media;
}

interface Answer {
  intent: string;
  body: string;
  cites?: readonly Cite[];
  /** A reason hands the conversation to a person. */
  handover?: string;
}

export interface Chat {
  hear(at: Date, patron: Patron, outlet: Outlet, said: Said): Promise<Heard>;
  answer(at: Date, heard: Heard, answer: Answer): Promise<void>;
  /** The concierge leaves it: muted, or the customer was still typing. */
  silent(at: Date, heard: Heard, reason: string): Promise<void>;
  reply(at: Date, staff: Staff, conversation: string, body: string): Promise<void>;
  note(at: Date, staff: Staff, conversation: string, body: string): Promise<void>;
  change(at: Date, staff: Staff, conversation: string, change: object): Promise<void>;
}

const heardShape = z.object({ message_id: z.string(), conversation_id: z.string() });

export function createChat(stage: Stage, random: Random, shop: Shop): Chat {
  const wa = runner(shop.tenantId);
  const ai = concierge(shop.tenantId);
  const finish = async (at: Date, heard: Heard, outcome: object) => {
    const claims = { ...outcome, engine: "rules" };
    await stage.as(
      at,
      ai,
      `select public.finish_turn($2::text::jsonb || jsonb_build_object('turn_id', t.id)) from public.concierge_turns as t
        where t.message_id = $1::uuid`,
      [heard.message_id, JSON.stringify(claims)],
    );
  };
  return {
    async hear(at, patron, outlet, said) {
      const heard = await stage.call(
        at,
        wa,
        "record_inbound_message",
        [
          {
            channel_id: outlet.channelId,
            provider_id: `SIM${random.uuid().replaceAll("-", "").toUpperCase()}`,
            sender: { kind: "phone", value: patron.phone, name: patron.name },
            kind: said.kind ?? "text",
            body: said.body,
            payload: said.payload ?? {},
            // Its file comes after it, as from WhatsApp.
            ...(said.media ? { media: { ref: "demo", name: said.media.name } } : {}),
            sent_at: at.toISOString(),
          },
        ],
        heardShape,
      );
      if (said.media) {
        const file = { ...said.media, kind: said.kind ?? "document" };
        await stage.run(at, wa, "settle_media", [{ channel_id: outlet.channelId, message_id: heard.message_id, file }]);
      }
      return heard;
    },
    async answer(at, heard, { intent, body, cites, handover }) {
      await finish(at, heard, {
        outcome: handover === undefined ? "answer" : "handover",
        intent,
        body,
        cites: cites ?? [],
        ...(handover === undefined ? {} : { reason: handover }),
      });
    },
    async silent(at, heard, reason) {
      await finish(at, heard, { outcome: "silent", reason });
    },
    async reply(at, staff, conversation, body) {
      await stage.run(at, staff.who, "reply", [
        { conversation_id: conversation, key: random.uuid(), kind: "text", body },
      ]);
    },
    async note(at, staff, conversation, body) {
      await stage.run(at, staff.who, "add_note", [conversation, random.uuid(), body]);
    },
    async change(at, staff, conversation, change) {
      await stage.run(at, staff.who, "update_conversation", [conversation, change]);
    },
  };
}
