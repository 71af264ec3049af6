import { unstable_rethrow } from "next/navigation";
import type { ActionState } from "@/lib/core/action";

type Action<I, T> = (previous: ActionState<T>, input: I) => Promise<ActionState<T>>;

/**
 * A server action whose call may fail on the way (no network, server restarting, an older page): then it answers
 * `system.offline` instead of tearing down the screen and what was typed. Redirects pass through.
 */
export function safely<I, T>(action: Action<I, T>): Action<I, T> {
  return async (previous, input) => {
    try {
      return await action(previous, input);
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, code: "system.offline" };
    }
  };
}
