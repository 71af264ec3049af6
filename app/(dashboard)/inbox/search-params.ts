import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { INBOX_VIEWS, type InboxView } from "@/lib/inbox/kinds";

const PAGE = 40;

export type InboxUrl = {
  view: InboxView;
  q: string;
  outletId: string | null;
  limit: number;
  conversationId: string | null;
  customerId: string | null;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** ?view= ?q= ?outlet= ?show= (how many rows) ?c= (open conversation) ?customer= (open the thread of a customer). */
export function inboxUrl(search: SearchParams): InboxUrl {
  const id = (name: string) => {
    const value = search[name];
    return typeof value === "string" && UUID.test(value) ? value : null;
  };
  const show = Number(typeof search["show"] === "string" ? search["show"] : PAGE);
  return {
    view: choiceParam(search, "view", INBOX_VIEWS) ?? "open",
    q: listParams(search, ["name"]).q,
    outletId: id("outlet"),
    limit: Number.isInteger(show) ? Math.min(Math.max(show, PAGE), 480) : PAGE,
    conversationId: id("c"),
    customerId: id("customer"),
  };
}
