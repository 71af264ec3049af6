"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/core/cn";
import { parseRinggit, senToDecimal } from "@/lib/core/money";
import type { Discount } from "@/lib/pos/pricing";

export type DiscountDraft = { kind: "sen" | "bp"; text: string };

export const draftOf = (discount: Discount): DiscountDraft =>
  discount === null
    ? { kind: "sen", text: "" }
    : "sen" in discount
      ? { kind: "sen", text: senToDecimal(discount.sen) }
      : { kind: "bp", text: String(discount.bp / 100) };

/** null = no discount; undefined = not a discount. */
export function discountOf({ kind, text }: DiscountDraft): Discount | undefined {
  if (text.trim() === "") return null;
  const value = parseRinggit(text);
  if (value === null) return undefined;
  if (value === 0) return null;
  if (kind === "sen") return { sen: value };
  return value <= 10_000 ? { bp: value } : undefined;
}

type DiscountFieldsProps = {
  draft: DiscountDraft;
  onChange: (draft: DiscountDraft) => void;
  error?: string | undefined;
};

export function DiscountFields({ draft, onChange, error }: DiscountFieldsProps) {
  const t = useTranslations("counter");
  return (
    <div className="flex items-start gap-2">
      <Field label={t("discountValue")} error={error} className="flex-1">
        <Input
          inputMode="decimal"
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
          placeholder="0"
          autoComplete="off"
        />
      </Field>
      <fieldset className="mt-[1.6rem] flex overflow-hidden rounded-md border">
        <legend className="sr-only">{t("discountKind")}</legend>
        {(["sen", "bp"] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={draft.kind === kind}
            onClick={() => onChange({ ...draft, kind })}
            className={cn(
              "h-9 w-12 font-medium text-sm focus-visible:-outline-offset-2 pointer-coarse:h-11",
              draft.kind === kind ? "bg-foreground text-background" : "bg-card hover:bg-accent",
            )}
          >
            {t(kind === "sen" ? "discountRinggit" : "discountPercent")}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

type ReasonFieldProps = { reason: string; onChange: (reason: string) => void; error?: string | undefined };

const REASONS = ["regular", "match", "flaw", "bundle"] as const;

export function ReasonField({ reason, onChange, error }: ReasonFieldProps) {
  const t = useTranslations("counter");
  return (
    <div className="grid gap-2">
      <Field label={t("reason")} hint={t("reasonHint")} error={error} required>
        <Input value={reason} maxLength={200} onChange={(event) => onChange(event.target.value)} autoComplete="off" />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {REASONS.map((key) => (
          <Button key={key} variant="secondary" size="sm" onClick={() => onChange(t(`reasons.${key}`))}>
            {t(`reasons.${key}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
