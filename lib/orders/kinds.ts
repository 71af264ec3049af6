export const ORDER_STATUSES = ["received", "confirmed", "ready", "completed", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const ORDER_SORTS = ["-created_at", "number", "total_sen"] as const;

/** Tone of the badge (components/status-badge.tsx). */
export const ORDER_TONE: Record<OrderStatus, string> = {
  received: "new",
  confirmed: "in_progress",
  ready: "ready",
  completed: "closed",
  cancelled: "cancelled",
};
