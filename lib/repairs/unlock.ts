/** What opens a device: a PIN or password, or a pattern over nine dots. Safe in the browser, without what checks. */
export type Unlock = { readonly kind: "pin" | "pattern"; readonly value: string };

export const DOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export const PATTERN_MIN = 4;
export const PIN_MAX = 64;

const row = (dot: number): number => Math.floor((dot - 1) / 3);
const column = (dot: number): number => (dot - 1) % 3;

/** The dot between two others on a straight line, as a finger passes over it. */
function between(from: number, to: number): number | null {
  const [rows, columns] = [row(from) + row(to), column(from) + column(to)];
  return rows % 2 === 0 && columns % 2 === 0 ? (rows / 2) * 3 + columns / 2 + 1 : null;
}

/** The pattern with one dot more; one that is in it already changes nothing. A dot passed over on the way belongs to it, as on a phone. */
export function addDot(pattern: string, dot: number): string {
  if (pattern.includes(String(dot))) return pattern;
  const last = Number(pattern.at(-1) ?? dot);
  const passed = between(last, dot);
  const added =
    passed !== null && passed !== last && !pattern.includes(String(passed)) ? `${passed}${dot}` : String(dot);
  return pattern + added;
}

/** Centre of a dot in a square of 3 × 3. */
export const centre = (dot: number): { x: number; y: number } => ({ x: column(dot) + 0.5, y: row(dot) + 0.5 });
