/**
 * Meta's error codes, as data: what each says of the message, and of the number. Taken from Meta's table of error codes; a code that
 * is not here is final for the message and is told to staff in Meta's own words.
 */
import type { ChannelState, FailureClass } from "@/wa-runner/ports";

export interface Verdict {
  readonly failure: FailureClass;
  /** A code under `errors.send`. */
  readonly reason: string;
  /** What waits, beside this message, and how long: everything on the number, or everything to this contact. */
  readonly hold?: { readonly what: "channel" | "contact"; readonly ms: number };
  /** What it says of the number itself: a state and a code under `channels.reason`. */
  readonly number?: { readonly state: ChannelState; readonly reason: string };
  /** Templates are other than we think: they are read anew. */
  readonly templates?: true;
}

const MINUTE_MS = 60_000;
const reauth = (reason: string): Verdict => ({
  failure: "retry",
  reason: "send.access",
  number: { state: "needs_reauth", reason },
});
const final = (failure: FailureClass, reason: string): Verdict => ({ failure, reason });
const later = (ms: number, reason = "send.network"): Verdict => ({
  failure: "retry",
  reason,
  hold: { what: "channel", ms },
});
const template = (reason: string): Verdict => ({ failure: "content", reason, templates: true });

const ACCESS = reauth("token");
const PERMISSION = reauth("permission");
const INVALID = final("content", "send.invalid");

export const VERDICTS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [0, ACCESS],
  [190, ACCESS],
  [3, PERMISSION],
  [10, PERMISSION],
  [4, later(5 * MINUTE_MS, "send.rate_limited")],
  [80007, later(5 * MINUTE_MS, "send.rate_limited")],
  [130429, later(5000, "send.rate_limited")],
  [131056, { failure: "retry", reason: "send.too_fast", hold: { what: "contact", ms: 4000 } }],
  [131048, { ...later(30 * MINUTE_MS, "send.spam_limited"), number: { state: "degraded", reason: "spam_limited" } }],
  [131049, final("policy", "send.withheld")],
  [131050, final("policy", "send.marketing_stopped")],
  [131047, final("window", "send.window_closed")],
  [131026, final("contact", "send.undeliverable")],
  [131021, final("contact", "send.own_number")],
  [131030, final("contact", "send.not_on_test_list")],
  [131031, { failure: "channel", reason: "send.locked", number: { state: "banned", reason: "locked" } }],
  [368, { failure: "channel", reason: "send.locked", number: { state: "banned", reason: "locked" } }],
  [131037, { failure: "channel", reason: "send.not_set_up", number: { state: "degraded", reason: "display_name" } }],
  [131042, { failure: "channel", reason: "send.payment", number: { state: "degraded", reason: "payment" } }],
  [
    131045,
    { failure: "retry", reason: "send.not_set_up", number: { state: "needs_reauth", reason: "not_registered" } },
  ],
  [
    133010,
    { failure: "retry", reason: "send.not_set_up", number: { state: "needs_reauth", reason: "not_registered" } },
  ],
  [
    133016,
    { failure: "retry", reason: "send.not_set_up", number: { state: "needs_reauth", reason: "registered_too_often" } },
  ],
  [1, later(2000)],
  [2, later(30_000)],
  [131000, later(2000)],
  [131016, later(30_000)],
  [131057, later(MINUTE_MS)],
  [131005, PERMISSION],
  [131008, INVALID],
  [131009, INVALID],
  [100, INVALID],
  [135000, INVALID],
  [131051, final("content", "send.unsupported")],
  [131052, final("content", "send.media_refused")],
  [131053, final("content", "send.media_refused")],
  [131062, final("contact", "send.needs_phone")],
  [130472, final("policy", "send.withheld")],
  [130497, final("policy", "send.country")],
  [132000, template("send.template_params")],
  [132012, template("send.template_params")],
  [132001, template("send.template_missing")],
  [132005, template("send.template_params")],
  [132007, template("send.template_refused")],
  [132015, template("send.template_paused")],
  [132016, template("send.template_paused")],
  [132068, template("send.template_paused")],
  [132069, { failure: "retry", reason: "send.rate_limited", hold: { what: "contact", ms: MINUTE_MS } }],
]);

/** 200 to 299 are all of them permissions that the token lacks. */
export const verdictOf = (code: number): Verdict =>
  VERDICTS.get(code) ?? (code >= 200 && code <= 299 ? PERMISSION : final("content", "send.refused"));

/** Told of a message that Meta had accepted: what would pass by itself before is over then, and a person decides. */
export function failureOf(code: number): { failure: FailureClass; reason: string } {
  const { failure, reason } = verdictOf(code);
  return { failure: failure === "retry" ? "channel" : failure, reason };
}
