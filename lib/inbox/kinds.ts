export const INBOX_VIEWS = ["open", "unread", "waiting", "mine", "unassigned", "handed_over", "closed"] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];
