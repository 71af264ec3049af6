import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { CustomerPanel, PanelLoading } from "@/app/(dashboard)/inbox/_components/customer-panel";
import { InboxScreen } from "@/app/(dashboard)/inbox/_components/inbox-screen";
import { NumberAway, NumbersInTrouble } from "@/app/(dashboard)/inbox/_components/number-away";
import { UnreachableBar } from "@/app/(dashboard)/inbox/_components/unreachable-bar";
import { inboxUrl } from "@/app/(dashboard)/inbox/search-params";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { listUnreachable } from "@/lib/customers/unreachable";
import { userDb } from "@/lib/db/user";
import { numbersInTrouble } from "@/lib/inbox/numbers";
import {
  conversationOfCustomer,
  getThread,
  listAssignees,
  listCannedReplies,
  listConversations,
} from "@/lib/inbox/queries";
import { sendableTemplates } from "@/lib/whatsapp/cloud/numbers";

export async function generateMetadata() {
  const t = await getTranslations("inbox");
  return { title: t("title") };
}

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("inbox.read");
  const url = inboxUrl(await searchParams);
  const db = await userDb();
  if (url.customerId) {
    const found = await conversationOfCustomer(db, url.customerId);
    redirect(found ? `/inbox?c=${found}` : `/customers/${url.customerId}`);
  }
  const [list, thread, canned, members, troubled] = await Promise.all([
    listConversations(db, url),
    url.conversationId ? getThread(db, url.conversationId) : null,
    listCannedReplies(db),
    listAssignees(db, me.tenant.id),
    numbersInTrouble(
      db,
      me.tenant.id,
      me.outlets.map(({ id }) => id),
    ),
  ]);
  const mayManage = can(me, "channel.manage");
  const canReply = can(me, "inbox.reply");
  if (url.conversationId && !thread) notFound();
  const unreachable = thread ? await listUnreachable(db, thread.conversation.customer_id) : [];
  const closed = thread && !thread.conversation.window_open ? thread.conversation : null;
  return (
    <InboxScreen
      list={list}
      url={url}
      thread={thread}
      canned={canned}
      members={members}
      outlets={me.outlets}
      me={{ id: me.person.id, name: me.person.name }}
      canReply={canReply}
      banner={<NumbersInTrouble numbers={troubled} mayManage={mayManage} />}
      away={
        thread && (
          <>
            <NumberAway thread={thread} mayManage={mayManage} />
            {unreachable.length > 0 && <UnreachableBar customerId={thread.conversation.customer_id} />}
          </>
        )
      }
      templates={closed && (await sendableTemplates(db, me.tenant.id, closed.channel_id))}
      panel={
        thread && (
          <Suspense key={thread.conversation.customer_id} fallback={<PanelLoading />}>
            <CustomerPanel me={me} customerId={thread.conversation.customer_id} />
          </Suspense>
        )
      }
    />
  );
}
