import { redirect } from "next/navigation";

/** A plain address for links from elsewhere; the inbox itself keeps the open thread in the query so that its list stays in place. */
export default async function ConversationPage({ params }: { params: Promise<{ id: string }> }) {
  redirect(`/inbox?c=${encodeURIComponent((await params).id)}`);
}
