/** Whole sen. The brand keeps ringgit floats out of arithmetic; safe to 90 trillion ringgit. */
export type Sen = number & { readonly __brand: "sen" };

/** The one constructor. Throws on anything that is not a safe whole number. */
export function sen(value: number): Sen {
  if (!Number.isSafeInteger(value)) throw new Error("money must be whole sen");
  return value as Sen;
}

/** "12", "12.5", "1,234.50", "RM 9.90" → sen; null when it is not a ringgit amount with at most two decimals. */
export function parseRinggit(text: string): Sen | null {
  const clean = text
    .trim()
    .replace(/^RM\s*/i, "")
    .replaceAll(",", "");
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(clean);
  if (!match) return null;
  return sen(Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")));
}

/** 123450 → "RM 1,234.50" (both languages write ringgit the same way); negative amounts carry the sign first. */
export function formatSen(value: number): string {
  const sign = value < 0 ? "-" : "";
  const whole = Math.abs(value);
  const ringgit = Math.floor(whole / 100).toLocaleString("en-MY");
  return `${sign}RM ${ringgit}.${String(whole % 100).padStart(2, "0")}`;
}

/** 123450 → "1234.50", for inputs and files. */
export function senToDecimal(value: number): string {
  const sign = value < 0 ? "-" : "";
  const whole = Math.abs(value);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
}
