import { Unplug } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { awayEffect, type NumberInTrouble } from "@/lib/inbox/numbers";
import type { Thread } from "@/lib/inbox/schema";

/** Above the composer, calmly: the number of this thread is away, and what becomes of what is written now. */
export function NumberAway({ thread, mayManage }: { thread: Thread; mayManage: boolean }) {
  const t = useTranslations("inbox.away");
  const about = useTranslations("channels.about");
  const { channel_id: id, channel_name: name, channel_state: state } = thread.conversation;
  const effect = awayEffect(
    state,
    thread.messages.some(({ direction }) => direction === "in"),
  );
  if (!effect) return null;
  return (
    <aside
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t bg-warning-soft px-3 py-2 text-warning text-xs leading-5 sm:px-5"
    >
      <Unplug aria-hidden className="size-4 shrink-0" />
      <p className="min-w-48 flex-1">
        <span className="font-medium">
          {name}: {about.has(state) ? about(state) : t("about")}
        </span>{" "}
        {t(`effect.${effect}`)}
      </p>
      {effect !== "removed" && mayManage && <NumberLink id={id}>{t("look")}</NumberLink>}
    </aside>
  );
}

/** Above the whole inbox: numbers on which nothing moves until somebody does something. */
export function NumbersInTrouble({ numbers, mayManage }: { numbers: NumberInTrouble[]; mayManage: boolean }) {
  const t = useTranslations("inbox.away");
  const about = useTranslations("channels.about");
  if (numbers.length === 0) return null;
  return (
    <div role="status">
      <Alert tone="danger" title={t("banner", { count: numbers.length })} className="rounded-none border-b">
        <ul>
          {numbers.map(({ id, name, state }) => (
            <li key={id}>
              {name}: {about(state)} {mayManage ? <NumberLink id={id}>{t("lookAt", { name })}</NumberLink> : t("ask")}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

function NumberLink({ id, children }: { id: string; children: React.ReactNode }) {
  return (
    <Link href={`/settings/whatsapp/${id}`} prefetch={false} className="font-medium underline underline-offset-2">
      {children}
    </Link>
  );
}
