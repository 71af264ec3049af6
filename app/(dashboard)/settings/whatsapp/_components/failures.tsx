"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { retryMessageAction } from "@/app/(dashboard)/inbox/actions";
import { DateText } from "@/components/date-text";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { ChannelHealth } from "@/lib/whatsapp/channels/schema";

/** Messages that did not go out, with the reason in words and what can be done. */
export function Failures({ failed }: { failed: ChannelHealth["failed"] }) {
  const t = useTranslations("channels.failed");
  const errorText = useErrorText();
  const router = useRouter();
  const [isBusy, run] = useTransition();
  if (failed.length === 0) return <p className="px-4 pb-4 text-muted-foreground text-sm sm:px-5">{t("none")}</p>;
  const again = (messageId: string) =>
    run(async () => {
      const done = await safely(retryMessageAction)(null, { messageId });
      if (done && !done.ok) toast.error(errorText(done.code, done.detail));
      else toast.success(t("queued"));
      router.refresh();
    });
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
          <Button size="sm" variant="outline" disabled={isBusy} onClick={() => again(one.message_id)}>
            {t("retry")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
