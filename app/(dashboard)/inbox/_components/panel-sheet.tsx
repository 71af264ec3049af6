"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Sheet, SheetContent, SheetHeader, SheetTitle } from "@/components/ui/sheet";

type PanelSheetProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

/** The customer, where there is no room for a column. */
export function PanelSheet({ open, onOpenChange, children }: PanelSheetProps) {
  const t = useTranslations("inbox");
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="right" className="p-0">
        <SheetHeader className="sr-only">
          <SheetTitle>{t("panel.label")}</SheetTitle>
        </SheetHeader>
        {children}
      </SheetContent>
    </Sheet>
  );
}
