import type { Random } from "./random";

/** EAN-13 from its first twelve digits. */
export function ean13(first12: string): string {
  const sum = [...first12].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${first12}${(10 - (sum % 10)) % 10}`;
}

/** Prefix 20: numbers a shop gives itself, never those of a manufacturer. */
export const shopBarcode = (no: number): string => ean13(`20${String(no).padStart(10, "0")}`);

/** An IMEI that passes its check digit; the 00 in front is a test code that no sold phone carries. */
export function testImei(random: Random): string {
  const body = `00${Array.from({ length: 12 }, () => random.int(0, 9)).join("")}`;
  const sum = [...body].reduce((total, digit, index) => {
    const value = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
