import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { ChannelHealth } from "@/lib/whatsapp/channels/schema";
import { RetryButton } from "./retry-button";

/** Messages that did not go out, with the reason in words and what can be done. */
export function Failures({ failed }: { failed: ChannelHealth["failed"] }) {
  const t = useTranslations("channels.failed");
  const errorText = useErrorText();
  if (failed.length === 0) return <p className="px-4 pb-4 text-muted-foreground text-sm sm:px-5">{t("none")}</p>;
  return (
    <ul className="divide-y border-t">
      {failed.map((one) => (
        <li key={one.message_id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm sm:px-5">
          <div className="min-w-48 flex-1">
            <p>
              <Link href={`/inbox?c=${one.conversation_id}`} className="font-medium underline-offset-2 hover:underline">
                {one.customer}
              </Link>{" "}
              <span className="text-muted-foreground text-xs tabular-nums">
                <DateText at={one.at} kind="datetime" />
              </span>
            </p>
            <p className="text-muted-foreground text-xs leading-5">
              {errorText(one.error ?? "send.network")}
              {one.detail && <> ({one.detail})</>}
            </p>
          </div>
          <RetryButton message={{ id: one.message_id, status: one.state, error: one.error, failure: one.failure }} />
        </li>
      ))}
    </ul>
  );
}
