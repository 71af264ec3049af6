"use client";

import { useTranslations } from "next-intl";
import { useId, useOptimistic, useTransition } from "react";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Switch } from "@/components/ui/switch";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { setReadReceiptsAction } from "../actions";

/** Whether customers see the blue ticks of this number. */
export function ReadReceipts({ id, on }: { id: string; on: boolean }) {
  const t = useTranslations("deliveries.reads");
  const errorText = useErrorText();
  const field = useId();
  const [shown, show] = useOptimistic(on);
  const [, run] = useTransition();
  const change = (next: boolean) =>
    run(async () => {
      show(next);
      const done = await safely(setReadReceiptsAction)(null, { id, on: next });
      if (done && !done.ok) toast.error(errorText(done.code, done.detail));
      else toast.success(t("saved"));
    });
  return (
    <div className="flex items-start gap-3">
      <Switch id={field} checked={shown} onCheckedChange={change} aria-describedby={`${field}-hint`} />
      <div className="grid gap-0.5 text-sm">
        <label htmlFor={field} className="font-medium">
          {t("label")}
        </label>
        <p id={`${field}-hint`} className="text-muted-foreground text-xs leading-5">
          {t("hint")}
        </p>
      </div>
    </div>
  );
}
