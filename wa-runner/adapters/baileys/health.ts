/** What is said of a number's state: the truth of this moment, and while WhatsApp lets it start no chats, that. */
import { type Lock, lockedUntil } from "@/wa-runner/adapters/baileys/time-lock";
import type { ChannelEvents, ChannelHealth, ChannelRef, ChannelState } from "@/wa-runner/ports";

export interface HealthTeller {
  now(): ChannelHealth;
  /** Messages can go out. */
  isOpen(): boolean;
  say(state: ChannelState, more?: Partial<ChannelHealth>): void;
  sayOpen(more?: Partial<ChannelHealth>): void;
  setLock(told: Partial<Lock>): void;
  /** Nothing is said any more. */
  stop(): void;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

export function tellHealth(channel: ChannelRef, events: Pick<ChannelEvents, "onHealth">): HealthTeller {
  let health: ChannelHealth = { state: "starting", since: new Date() };
  let lock: Date | null = null;
  let lockEnds: NodeJS.Timeout | undefined;
  let isOver = false;
  const isOpen = () => health.state === "connected" || health.state === "degraded";

  function say(state: ChannelState, more: Partial<ChannelHealth> = {}): void {
    if (isOver) return;
    health = { state, since: new Date(), ...more };
    events.onHealth(channel, health);
  }

  function sayOpen(more: Partial<ChannelHealth> = {}): void {
    if (lock) say("degraded", { ...more, reason: "time_lock", firstContactsAfter: lock, nextAt: lock });
    else say("connected", more);
  }

  function setLock(told: Partial<Lock>): void {
    if (isOver) return;
    const wasLocked = lock !== null;
    lock = lockedUntil(told, Date.now());
    clearTimeout(lockEnds);
    if (lock) {
      const ends = Math.min(MAX_TIMER_MS, lock.getTime() - Date.now());
      lockEnds = setTimeout(() => setLock({ isActive: false }), ends);
    }
    if (isOpen() && (lock || wasLocked)) sayOpen(lock ? {} : { firstContactsAfter: new Date() });
  }

  return {
    now: () => health,
    isOpen,
    say,
    sayOpen,
    setLock,
    stop() {
      isOver = true;
      clearTimeout(lockEnds);
    },
  };
}
