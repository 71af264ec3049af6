export const PAYMENT_METHODS = ["cash", "card", "ewallet", "duitnow", "transfer"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
