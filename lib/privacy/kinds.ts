export const BREACH_CATEGORIES = [
  "name",
  "contact",
  "chat",
  "photo",
  "device",
  "payment",
  "identity",
  "login",
  "other",
] as const;
export const NOTIFY = ["both", "commissioner", "none"] as const;
/** A data protection officer must be named above this many people (guideline of the Commissioner, in force 1 June 2025). */
export const DPO_PERSONS = 20_000;
