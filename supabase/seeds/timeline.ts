/** A month of shop time: opening hours counted backwards from now, and steps played in the order of their time. */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Malaysia keeps UTC+8 all year. */
const OFFSET = 8 * 3_600_000;

const HOURS_OF_DAY = (weekday: number): readonly [number, number] => (weekday === 0 ? [11, 18] : [10, 20]);

export interface Opening {
  from: number;
  to: number;
}

/** When the shop was open, newest first, cut off at `now`. */
export function openings(now: Date, days: number): Opening[] {
  const local = now.getTime() + OFFSET;
  const midnight = local - (local % DAY);
  return Array.from({ length: days }, (_, back) => {
    const start = midnight - back * DAY;
    const [open, close] = HOURS_OF_DAY(new Date(start).getUTCDay());
    return {
      from: start + open * 60 * MINUTE - OFFSET,
      to: Math.min(start + close * 60 * MINUTE - OFFSET, now.getTime()),
    };
  }).filter((opening) => opening.from < opening.to);
}

/** The moment after which the shop has been open for so many minutes until now. */
export function openMinutesAgo(list: readonly Opening[], minutes: number): Date {
  let left = minutes * MINUTE;
  for (const opening of list) {
    const length = opening.to - opening.from;
    if (left <= length) return new Date(opening.to - left);
    left -= length;
  }
  const last = list.at(-1);
  return new Date((last?.from ?? 0) - left);
}

export const isOpen = (list: readonly Opening[], at: Date): boolean =>
  list.some((opening) => at.getTime() >= opening.from && at.getTime() < opening.to);

/** Before eight in the morning nobody writes to a shop: then it is about eight. */
export function awake(at: Date): Date {
  const sinceMidnight = (at.getTime() + OFFSET) % DAY;
  const eight = 8 * 60 * MINUTE;
  return sinceMidnight < eight ? new Date(at.getTime() - sinceMidnight + eight + (sinceMidnight % (70 * MINUTE))) : at;
}

export const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);
export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY);

type Step = (at: Date) => Promise<void>;

export interface Timeline {
  /** What lies after now has not happened yet: it is dropped. */
  plan(at: Date, step: Step): void;
  /** Steps may plan further steps while this runs. */
  play(): Promise<void>;
}

export function createTimeline(now: Date): Timeline {
  const steps: { at: number; step: Step }[] = [];
  const latest = now.getTime() - 20_000;
  let played = 0;
  return {
    plan(at, step) {
      // A step planned by a step never comes before it.
      const time = Math.max(at.getTime(), played);
      if (time > latest) return;
      let low = 0;
      let high = steps.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((steps[middle]?.at ?? 0) <= time) low = middle + 1;
        else high = middle;
      }
      steps.splice(low, 0, { at: time, step });
    },
    async play() {
      for (let next = steps.shift(); next; next = steps.shift()) {
        played = next.at;
        await next.step(new Date(next.at));
      }
    },
  };
}
