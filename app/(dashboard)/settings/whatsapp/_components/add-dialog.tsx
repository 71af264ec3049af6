"use client";

import { Cloud, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField, TextField } from "@/components/form-fields";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { cn } from "@/lib/core/cn";
import { CloudForm } from "./cloud-form";
import { PhoneForm } from "./phone-form";

type AddDialogProps = {
  outlets: readonly { id: string; name: string }[];
  /** Who adds a number of Meta's gives away its keys: the owner. */
  mayCloud: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const WAYS = [
  { way: "Phone", icon: Smartphone },
  { way: "Cloud", icon: Cloud },
] as const;

export function AddDialog({ outlets, mayCloud, open, onOpenChange }: AddDialogProps) {
  const t = useTranslations("channels.add");
  const router = useRouter();
  const [way, setWay] = useState<"Phone" | "Cloud">("Phone");
  const onDone = ({ id }: { id: string }) => router.push(`/settings/whatsapp/${id}`);
  const onCancel = () => onOpenChange(false);
  const common = (
    <>
      <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={80} autoComplete="off" />
      {outlets.length > 1 ? (
        <SelectField
          name="outletId"
          label={t("outlet")}
          options={outlets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <input type="hidden" name="outletId" value={outlets[0]?.id ?? ""} />
      )}
    </>
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-h-[90dvh] overflow-y-auto">
        <DialogHeader>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogDescription>{t(way === "Phone" ? "text" : "textCloud")}</DialogDescription>
        </DialogHeader>
        {mayCloud && (
          <fieldset className="grid gap-2 sm:grid-cols-2">
            <legend className="mb-2 font-medium text-sm">{t("way")}</legend>
            {WAYS.map(({ way: value, icon: Icon }) => (
              <label
                key={value}
                className={cn(
                  "flex cursor-pointer gap-3 rounded-lg border p-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
                  way === value ? "border-primary bg-primary-soft" : "hover:bg-accent",
                )}
              >
                <input
                  type="radio"
                  name="way"
                  value={value}
                  checked={way === value}
                  onChange={() => setWay(value)}
                  className="sr-only"
                />
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
                <span className="grid gap-0.5">
                  <span className="font-medium">{t(`way${value}`)}</span>
                  <span className="text-muted-foreground text-xs leading-4">{t(`way${value}Text`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {way === "Phone" ? (
          <PhoneForm onDone={onDone} onCancel={onCancel}>
            {common}
          </PhoneForm>
        ) : (
          <CloudForm onDone={onDone} onCancel={onCancel}>
            {common}
          </CloudForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
