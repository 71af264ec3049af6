"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { addTemplatesAction } from "../actions";

/** Our set, in both languages; what is there already stays. */
export function MakeTemplates({ id }: { id: string }) {
  const t = useTranslations("channels.templates");
  const errorText = useErrorText();
  const [isBusy, run] = useTransition();
  const make = () =>
    run(async () => {
      const done = await safely(addTemplatesAction)(null, { id });
      if (done?.ok) toast.success(t("creating", { count: done.value.count }));
      else if (done) toast.error(errorText(done.code, done.detail));
    });
  return (
    <Button disabled={isBusy} onClick={make}>
      {t("create")}
    </Button>
  );
}
