"use client";

import { useTranslations } from "next-intl";
import { AskButton } from "./ask-button";

/** Asks Meta how the number is, now and not within the hour. */
export function CheckButton({ id }: { id: string }) {
  const t = useTranslations("channels.cloud");
  return (
    <AskButton id={id} action="check" said={t("checking")}>
      {t("check")}
    </AskButton>
  );
}
