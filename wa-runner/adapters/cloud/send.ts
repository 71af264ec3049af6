/** One message to Meta, and what came of it. There is no second try with the same id here: what is not known stays unknown. */
import { z } from "zod";
import { requestOf } from "@/wa-runner/adapters/cloud/compose";
import { type Verdict, verdictOf } from "@/wa-runner/adapters/cloud/errors";
import type { Answer, Graph } from "@/wa-runner/adapters/cloud/graph";
import type { OutboundMessage, SameContact, SendOutcome } from "@/wa-runner/ports";

const sent = z.looseObject({
  contacts: z
    .array(z.looseObject({ wa_id: z.string().optional(), user_id: z.string().optional() }))
    .optional()
    .catch(undefined),
  messages: z.array(z.looseObject({ id: z.string().min(1).max(200) })).min(1),
});
const uploaded = z.looseObject({ id: z.string().min(1) });

/** Backs off by itself while Meta says it is too much: 4 s, 16 s, 64 s, … */
const MAX_HOLD_MS = 15 * 60_000;

export interface Holds {
  /** Until when nothing goes to this contact; null: now. */
  until(contact: string): Date | null;
  set(verdict: NonNullable<Verdict["hold"]>, contact: string): Date;
  done(contact: string): void;
}

export function createHolds(now: () => number = Date.now): Holds {
  const contacts = new Map<string, { until: number; times: number }>();
  let channel = { until: 0, times: 0 };
  const next = (ms: number, times: number) => now() + Math.min(MAX_HOLD_MS, ms * 4 ** Math.min(times, 6));
  return {
    until(contact) {
      const until = Math.max(channel.until, contacts.get(contact)?.until ?? 0);
      return until > now() ? new Date(until) : null;
    },
    set({ what, ms }, contact) {
      const before = what === "channel" ? channel : (contacts.get(contact) ?? { until: 0, times: 0 });
      const held = { until: next(ms, before.times), times: before.times + 1 };
      if (what === "channel") channel = held;
      else contacts.set(contact, held);
      if (contacts.size > 5000) contacts.delete(contacts.keys().next().value ?? "");
      return new Date(held.until);
    },
    done(contact) {
      contacts.delete(contact);
      channel = { until: 0, times: 0 };
    },
  };
}

export interface SendOptions {
  graph: Graph;
  phoneNumberId: string;
  holds: Holds;
  /** What an error says of the number, and not of the message. */
  onVerdict: (verdict: Verdict) => void;
  onSameContact: (contact: SameContact) => Promise<void>;
}

const refused = (failure: "content" | "retry" | "unknown", reason: string): SendOutcome => ({
  accepted: false,
  failure,
  reason,
});

function outcomeOf(
  answer: Exclude<Answer, { ok: true }>,
  message: OutboundMessage,
  { holds, onVerdict }: SendOptions,
): SendOutcome {
  if (answer.kind === "unreached") return refused("retry", "send.network");
  if (answer.kind === "silent") return refused("unknown", "send.no_answer");
  const verdict = verdictOf(answer.error.code);
  onVerdict(verdict);
  const notBefore = verdict.hold && holds.set(verdict.hold, message.to.value);
  const { failure, reason } = verdict;
  return { accepted: false, failure, reason, detail: answer.error.detail, notBefore };
}

async function upload(message: OutboundMessage, options: SendOptions): Promise<string | null | SendOutcome> {
  if (!message.media) return null;
  const answer = await options.graph.upload(`${options.phoneNumberId}/media`, message.media);
  // A file alone is no message: it may be uploaded again.
  if (!answer.ok)
    return answer.kind === "refused" ? outcomeOf(answer, message, options) : refused("retry", "send.network");
  return uploaded.safeParse(answer.json).data?.id ?? refused("retry", "send.network");
}

export async function sendMessage(message: OutboundMessage, options: SendOptions): Promise<SendOutcome> {
  const notBefore = options.holds.until(message.to.value);
  if (notBefore) return { accepted: false, failure: "retry", reason: "send.rate_limited", notBefore };
  if (message.to.kind === "lid") return { accepted: false, failure: "contact", reason: "send.needs_phone" };
  const mediaId = await upload(message, options);
  if (mediaId !== null && typeof mediaId !== "string") return mediaId;
  const request = requestOf(message, mediaId);
  if (!request) return refused("content", message.body.length > 4096 ? "send.too_long" : "send.unsupported");
  const answer = await options.graph.post(`${options.phoneNumberId}/messages`, request);
  if (!answer.ok) return outcomeOf(answer, message, options);
  const said = sent.safeParse(answer.json).data;
  // Accepted, in words that we do not know: the receipts name it by our id.
  if (!said) return { accepted: true, stage: "accepted" };
  options.holds.done(message.to.value);
  const bsuid = said.contacts?.[0]?.user_id;
  if (bsuid && message.to.kind === "phone") await options.onSameContact({ phone: message.to.value, bsuid });
  return { accepted: true, stage: "accepted", providerId: said.messages[0]?.id };
}
