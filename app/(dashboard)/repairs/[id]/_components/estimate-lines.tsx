"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { ProductSearch } from "../../_components/product-search";
import { type Draft, draftFromProduct, emptyDraft } from "./estimate-draft";

type EstimateLinesProps = {
  lines: Draft[];
  onChange: (lines: Draft[]) => void;
  outletId: string;
  /** Tax codes a free line may carry; none for a shop that is not registered. */
  taxCodes: readonly string[];
  showErrors: boolean;
};

export function EstimateLines({ lines, onChange, outletId, taxCodes, showErrors }: EstimateLinesProps) {
  const t = useTranslations("repairs.estimate");
  const change = (key: string, patch: Partial<Draft>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)));
  return (
    <div className="grid gap-3">
      <ProductSearch
        outletId={outletId}
        kind="products"
        label={t("searchProducts")}
        onPick={(product) =>
          onChange([...lines.filter((line) => line.description !== "" || line.price !== ""), draftFromProduct(product)])
        }
      />
      <ul aria-label={t("lines")} className="grid gap-2">
        {lines.map((line) => (
          <li
            key={line.key}
            className="grid grid-cols-[4.5rem_1fr_auto] items-start gap-2 rounded-md border p-2 sm:grid-cols-[1fr_4.5rem_7rem_auto] sm:border-0 sm:p-0"
          >
            <Input
              aria-label={t("description_label")}
              placeholder={t("description_label")}
              aria-invalid={showErrors && !line.description.trim() ? true : undefined}
              className="col-span-3 sm:col-span-1"
              value={line.description}
              maxLength={200}
              onChange={(event) => change(line.key, { description: event.target.value })}
            />
            <Input
              aria-label={t("quantity")}
              inputMode="decimal"
              aria-invalid={showErrors && !line.isQuantityOk ? true : undefined}
              className="text-right tabular-nums"
              value={line.quantity}
              onChange={(event) => change(line.key, { quantity: event.target.value })}
            />
            <Input
              aria-label={t("price")}
              inputMode="decimal"
              placeholder="0.00"
              aria-invalid={showErrors && !line.isPriceOk ? true : undefined}
              className="text-right tabular-nums"
              value={line.price}
              onChange={(event) => change(line.key, { price: event.target.value })}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={t("remove", { name: line.description || t("lines") })}
              onClick={() =>
                onChange(lines.length > 1 ? lines.filter((one) => one.key !== line.key) : [emptyDraft(taxCodes[0])])
              }
            >
              <Trash2 aria-hidden />
            </Button>
            {taxCodes.length > 0 && line.productId === null && (
              <NativeSelect
                aria-label={t("tax")}
                className="col-span-3 sm:col-span-1"
                value={line.taxCode}
                onChange={(event) => change(line.key, { taxCode: event.target.value })}
              >
                <option value="NONE">{`${t("tax")}: ${t("taxNone")}`}</option>
                {taxCodes.map((code) => (
                  <option key={code} value={code}>
                    {`${t("tax")}: ${code}`}
                  </option>
                ))}
              </NativeSelect>
            )}
          </li>
        ))}
      </ul>
      <Button
        variant="ghost"
        size="sm"
        className="justify-self-start"
        onClick={() => onChange([...lines, emptyDraft(taxCodes[0])])}
      >
        <Plus aria-hidden />
        {t("addFree")}
      </Button>
    </div>
  );
}
