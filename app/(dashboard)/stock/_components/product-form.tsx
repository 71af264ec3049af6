"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { CheckboxField, SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { toast } from "@/components/toast";
import { Card, CardContent } from "@/components/ui/card";
import { PRODUCT_KINDS, type ProductDetail } from "@/lib/catalog/kinds";
import { senToDecimal } from "@/lib/core/money";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import { saveProductAction } from "../actions";

type ProductFormProps = { product: ProductDetail | null; categories: readonly string[]; maySeeCost: boolean };

export function ProductForm({ product, categories, maySeeCost }: ProductFormProps) {
  const t = useTranslations("stock");
  const router = useRouter();
  const [kind, setKind] = useState(product?.kind ?? "product");
  return (
    <ActionForm
      action={saveProductAction}
      onSuccess={({ id }) => {
        toast.success(t("saved"));
        router.push(`/stock/${id}`);
      }}
      className="grid gap-4"
    >
      <input type="hidden" name="id" value={product?.id ?? ""} />
      <Card>
        <CardContent className="grid gap-4 pt-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t("formName")}
            required
            maxLength={160}
            defaultValue={product?.name ?? ""}
            autoComplete="off"
            className="sm:col-span-2"
          />
          <SelectField
            name="kind"
            label={t("kind")}
            value={kind}
            onChange={(event) => setKind(event.target.value === "service" ? "service" : "product")}
            options={PRODUCT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
          <TextField
            name="category"
            label={t("category")}
            optional
            maxLength={80}
            list="product-categories"
            defaultValue={product?.category ?? ""}
            autoComplete="off"
          />
          <datalist id="product-categories">
            {categories.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <TextField
            name="sku"
            label={t("sku")}
            required
            maxLength={40}
            defaultValue={product?.sku ?? ""}
            autoComplete="off"
          />
          <TextField
            name="barcode"
            label={t("barcode")}
            optional
            maxLength={48}
            defaultValue={product?.barcode ?? ""}
            autoComplete="off"
          />
          <TextField
            name="price"
            label={t("formPrice")}
            hint={t("formPriceHint")}
            required
            inputMode="decimal"
            maxLength={14}
            defaultValue={product ? senToDecimal(product.priceSen) : ""}
            autoComplete="off"
          />
          {maySeeCost && (
            <TextField
              name="cost"
              label={t("formCost")}
              hint={t("formCostHint")}
              optional
              inputMode="decimal"
              maxLength={14}
              defaultValue={product?.costSen === null || product === null ? "" : senToDecimal(product.costSen)}
              autoComplete="off"
            />
          )}
          <TextField
            name="unit"
            label={t("unit")}
            required
            maxLength={16}
            defaultValue={product?.unit ?? "unit"}
            autoComplete="off"
          />
          <TextField
            name="warrantyDays"
            label={t("formWarranty")}
            type="number"
            min={0}
            max={3650}
            defaultValue={product?.warrantyDays ?? 0}
          />
          {kind === "product" && (
            <TextField
              name="reorderLevel"
              label={t("reorderLevel")}
              hint={t("formReorderHint")}
              inputMode="decimal"
              maxLength={11}
              defaultValue={formatQuantity(toMilli(product?.reorderLevel ?? 0))}
              className="sm:col-span-2"
            />
          )}
          <div className="grid gap-4 sm:col-span-2">
            {kind === "service" && (
              <CheckboxField
                name="taxed"
                label={t("formTaxed")}
                hint={t("formTaxedHint")}
                defaultChecked={product ? product.taxCode !== "NONE" : true}
              />
            )}
            {kind === "product" && (
              <CheckboxField name="trackStock" label={t("formTrack")} defaultChecked={product?.trackStock ?? true} />
            )}
            <CheckboxField name="isActive" label={t("formActive")} defaultChecked={product?.isActive ?? true} />
          </div>
        </CardContent>
      </Card>
      <div className="flex justify-end">
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
