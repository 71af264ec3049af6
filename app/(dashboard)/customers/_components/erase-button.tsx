"use client";

import { Eraser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { previewEraseAction } from "@/app/(dashboard)/customers/privacy-actions";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { ErasePreview } from "@/lib/privacy/schema";
import { ErasePanel } from "./erase-panel";

/** Shows what would go and what stays before it asks for the name. */
export function EraseButton({ customerId, name }: { customerId: string; name: string }) {
  const t = useTranslations("privacy.person");
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [preview, setPreview] = useState<ErasePreview | null>(null);

  async function change(next: boolean): Promise<void> {
    setOpen(next);
    setPreview(null);
    if (!next) return;
    const found = await safely(previewEraseAction)(null, { customerId });
    if (found?.ok) setPreview(found.value);
    else {
      setOpen(false);
      if (found) toast.error(errorText(found.code, found.detail));
    }
  }

  return (
    <Dialog open={open} onOpenChange={(next) => void change(next)}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <Eraser aria-hidden />
          {t("erase")}
        </Button>
      </DialogTrigger>
      <DialogContent aria-busy={preview === null}>
        {preview ? (
          <ErasePanel customerId={customerId} name={name} preview={preview} onClose={() => setOpen(false)} />
        ) : (
          <Spinner />
        )}
      </DialogContent>
    </Dialog>
  );
}
