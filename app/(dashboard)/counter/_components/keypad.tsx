"use client";

import { Delete } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { pressKey } from "@/lib/pos/payment";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0", "back"] as const;

/** For fingers: figures push in from the right, as on a cash register. */
export function Keypad({ sen, onChange }: { sen: number; onChange: (sen: number) => void }) {
  const t = useTranslations("counter");
  return (
    <fieldset className="grid grid-cols-3 gap-1.5">
      <legend className="sr-only">{t("keypad")}</legend>
      {KEYS.map((key) => (
        <Button
          key={key}
          variant="secondary"
          className="h-11 text-base tabular-nums pointer-coarse:h-12"
          aria-label={key === "back" ? t("deleteFigure") : key}
          onClick={() => onChange(pressKey(sen, key))}
        >
          {key === "back" ? <Delete aria-hidden /> : key}
        </Button>
      ))}
    </fieldset>
  );
}
