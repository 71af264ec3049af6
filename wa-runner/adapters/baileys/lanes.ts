/** Work of one contact in its order, contacts side by side; what fails is tried again until it is done or the session ends. */
import { setTimeout as delay } from "node:timers/promises";

export interface ContactLanes {
  add(contact: string, work: () => Promise<void>): void;
  idle(): Promise<void>;
}

const MAX_PAUSE_MS = 5000;

export function createContactLanes(
  isOver: () => boolean,
  onRetry: (error: unknown, tries: number) => void,
): ContactLanes {
  const lanes = new Map<string, Promise<void>>();

  async function persist(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; !isOver(); tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (isOver()) return;
        onRetry(error, tries);
        await delay(Math.min(MAX_PAUSE_MS, 100 * 2 ** tries));
      }
    }
  }

  return {
    add(contact, work) {
      const next = (lanes.get(contact) ?? Promise.resolve()).then(() => persist(work));
      lanes.set(contact, next);
      void next.finally(() => {
        if (lanes.get(contact) === next) lanes.delete(contact);
      });
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
