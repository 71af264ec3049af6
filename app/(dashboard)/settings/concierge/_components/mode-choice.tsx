"use client";

import { Bot, BotOff, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useOptimistic, useTransition } from "react";
import { setConciergeModeAction } from "@/app/(dashboard)/settings/concierge/actions";
import { toast } from "@/components/toast";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";

const MODES = [
  { mode: "auto", icon: Bot },
  { mode: "draft", icon: PencilLine },
  { mode: "off", icon: BotOff },
] as const;
type Mode = (typeof MODES)[number]["mode"];

export function ModeChoice({ channelId, name, mode }: { channelId: string; name: string; mode: Mode }) {
  const t = useTranslations("inbox.settings");
  const errorText = useErrorText();
  const group = useId();
  const [shown, setShown] = useOptimistic(mode);
  const [, startTransition] = useTransition();
  const choose = (next: Mode) =>
    startTransition(async () => {
      setShown(next);
      const result = await setConciergeModeAction(null, { channelId, mode: next });
      if (result?.ok) toast.success(t("modeSaved", { mode: t(`modes.${next}`) }));
      else if (result) toast.error(errorText(result.code, result.detail));
    });
  return (
    <fieldset className="grid gap-2 sm:grid-cols-3">
      <legend className="sr-only">{t("modeOf", { name })}</legend>
      {MODES.map(({ mode: value, icon: Icon }) => (
        <label
          key={value}
          className={cn(
            "flex cursor-pointer gap-3 rounded-lg border p-3.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
            shown === value ? "border-primary bg-primary-soft" : "hover:bg-accent",
          )}
        >
          <input
            type="radio"
            name={group}
            value={value}
            checked={shown === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          <Icon
            aria-hidden
            className={cn("mt-0.5 size-4 shrink-0", shown === value ? "text-primary-ink" : "text-muted-foreground")}
          />
          <span className="grid gap-0.5">
            <span className="font-medium">{t(`modes.${value}`)}</span>
            <span className="text-muted-foreground text-xs leading-4">{t(`modeHints.${value}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
