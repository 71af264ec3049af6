import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { optionalText } from "@/lib/core/text";
import { PATTERN_MIN, PIN_MAX, type Unlock } from "@/lib/repairs/unlock";

const patternField = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z
    .string("unlock.pattern")
    .regex(new RegExp(`^(?!.*(.).*\\1)[1-9]{${PATTERN_MIN},9}$`), "unlock.pattern")
    .nullable(),
);

/** The two fields of a form, of which one is filled in. */
export const unlockFields = { pin: optionalText(PIN_MAX), pattern: patternField };
export const unlockShape = z.object(unlockFields);

export function unlockOf({ pin, pattern }: z.output<typeof unlockShape>): Unlock | null {
  if (pattern) return { kind: "pattern", value: pattern };
  return pin ? { kind: "pin", value: pin } : null;
}

export const setUnlockInput = unlockShape.extend({ ticketId: uuidField });
export const revealUnlockInput = z.object({
  ticketId: uuidField,
  reason: z.string("secret.reason").trim().min(3, "secret.reason").max(200, "input.too_long"),
});
export const ticketIdInput = z.object({ ticketId: uuidField });

/** As it is encrypted. */
export const storedUnlock = z.object({ kind: z.enum(["pin", "pattern"]), value: z.string() });
