"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/confirm-button";
import { pauseChannelAction, removeChannelAction } from "../actions";

type ChannelActionsProps = { id: string; name: string; paused: boolean; stays: boolean };

export function ChannelActions({ id, name, paused, stays }: ChannelActionsProps) {
  const t = useTranslations("channels.manage");
  const router = useRouter();
  const remove: typeof removeChannelAction = async (previous, input) => {
    const done = await removeChannelAction(previous, input);
    if (done?.ok) router.push("/settings/whatsapp");
    return done;
  };
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        variant="outline"
        title={t(paused ? "resumeTitle" : "pauseTitle", { name })}
        description={t(paused ? "resumeText" : "pauseText")}
        confirmLabel={t(paused ? "resume" : "pause")}
        action={pauseChannelAction}
        input={{ id, paused: !paused }}
        successMessage={t(paused ? "resumed" : "paused")}
      >
        {t(paused ? "resume" : "pause")}
      </ConfirmButton>
      {!stays && (
        <ConfirmButton
          title={t("removeTitle", { name })}
          description={t("removeText")}
          confirmLabel={t("remove")}
          action={remove}
          input={{ id }}
          successMessage={t("removed")}
        >
          {t("remove")}
        </ConfirmButton>
      )}
    </div>
  );
}
