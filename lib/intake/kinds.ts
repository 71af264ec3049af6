/** What the intake form may ask, for server and browser. */
export const FIELD_KEYS = [
  "email",
  "category",
  "brand",
  "model",
  "serial",
  "imei",
  "accessories",
  "condition",
  "photos",
  "pin",
] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];
export const FIELD_MODES = ["off", "optional", "required"] as const;
export type FieldMode = (typeof FIELD_MODES)[number];
export const MAX_PHOTOS = 4;
