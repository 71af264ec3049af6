/** The customer sees that an answer is being written. Nothing waits for it, and nothing follows from its failing. */
import type { SystemDb } from "@/lib/db/clients";

/** WhatsApp lets the dots go out by themselves; a model may take longer. */
const AGAIN_MS = 10_000;

export interface Typing {
  /** `said`: a message follows, with which the dots go. */
  over(said: boolean): void;
}

export function showTyping(system: SystemDb, turnId: string): Typing {
  let asked: Promise<unknown> = Promise.resolve();
  const tell = (on: boolean) => {
    asked = asked.then(() => system.rpc("show_typing", { p_turn: turnId, p_on: on })).catch(() => undefined);
  };
  tell(true);
  const timer = setInterval(() => tell(true), AGAIN_MS);
  return {
    over(said) {
      clearInterval(timer);
      if (!said) tell(false);
    },
  };
}
