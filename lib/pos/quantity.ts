/** Quantities are whole thousandths in the browser and decimal text on the wire: no float ever holds one. */

/** "1", "0.5", "2.125" → thousandths; null when it is not a positive number with at most three decimals. */
export function parseQuantity(text: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const milli = Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"));
  return milli > 0 && milli <= 1_000_000_000 ? milli : null;
}

/** 1500 → "1.5", 2000 → "2". */
export function formatQuantity(milli: number): string {
  const sign = milli < 0 ? "-" : "";
  const whole = Math.abs(milli);
  const rest = String(whole % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return `${sign}${Math.floor(whole / 1000)}${rest ? `.${rest}` : ""}`;
}

/** Postgres numeric(14,3) as JSON number → thousandths. */
export const toMilli = (quantity: number): number => Math.round(quantity * 1000);
