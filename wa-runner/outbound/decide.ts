/** What follows from an attempt to send: pure. */

import type { OutboundKind } from "@/lib/whatsapp/kinds";
import type { Capabilities, FailureClass, SendOutcome } from "@/wa-runner/ports";

/** With the database's doubling up to 5 minutes this gives up after about an hour; a person can then press "send again". */
export const MAX_ATTEMPTS = 20;

export type StatusChange =
  | { readonly state: "written" | "accepted"; readonly newProviderId?: string | undefined }
  | {
      readonly state: "retry" | "failed" | "unknown";
      readonly failure: FailureClass;
      readonly reason: string;
      readonly detail?: string | undefined;
      readonly notBefore?: Date | undefined;
    };

/** @param ownIds the network knows the message by our id, so that asking again is the same message. */
export function afterAttempt(outcome: SendOutcome, attempts: number, ownIds: boolean): StatusChange {
  if (outcome.accepted) return { state: outcome.stage, newProviderId: outcome.providerId };
  const { failure, reason, detail, notBefore } = outcome;
  if (failure === "unknown" && !ownIds) return { state: "unknown", failure, reason, detail };
  const isPassing = failure === "retry" || failure === "unknown";
  if (isPassing && attempts < MAX_ATTEMPTS) return { state: "retry", failure: "retry", reason, detail, notBefore };
  return { state: "failed", failure: isPassing ? "channel" : failure, reason, detail };
}

/** When to look again after a failed attempt; the same doubling as set_message_status uses for next_at. */
export const nextLookMs = (attempts: number): number => Math.min(300_000, 1000 * 2 ** attempts);

export function refuseKind(kind: OutboundKind, capabilities: Capabilities): SendOutcome | null {
  if (capabilities.kinds.includes(kind)) return null;
  return { accepted: false, failure: "content", reason: "send.unsupported" };
}
