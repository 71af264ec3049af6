/** What a person can do about a message that did not go out; pure. */
import type { Message } from "@/lib/inbox/schema";

export type FailureHelp = {
  /** again: nothing was wrong with it. ask: it may have gone out, so a person decides. never: it would fail the same way. */
  retry: "again" | "ask" | "never";
  /** A key under `inbox.failed.step`. */
  step: "contact" | "content" | "file" | "policy" | "window" | "removed" | "unknown" | null;
};

export function failureHelp({ status, error, failure }: Pick<Message, "status" | "error" | "failure">): FailureHelp {
  if (status === "unknown") return { retry: "ask", step: "unknown" };
  if (error === "send.channel_removed") return { retry: "never", step: "removed" };
  if (error === "send.media_gone") return { retry: "never", step: "file" };
  if (failure === "contact" || failure === "content" || failure === "policy" || failure === "window")
    return { retry: "never", step: failure };
  return { retry: "again", step: null };
}
