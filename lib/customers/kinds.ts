export const CUSTOMER_SORTS = ["name", "created_at"] as const;
export const TIMELINE_KINDS = ["message", "ticket", "sale", "invoice", "note", "consent"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
export const DEVICE_CATEGORIES = ["phone", "tablet", "laptop", "console", "watch", "other"] as const;
