"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import {
  DialogFrame,
  DialogFrameClose,
  DialogFrameDescription,
  DialogFrameTitle,
  DialogRoot,
} from "@/components/ui/dialog-root";
import { overlayClass } from "@/components/ui/menu-style";
import { cn } from "@/lib/core/cn";

export const Sheet = DialogRoot;

const sheetVariants = cva(
  "fixed z-50 flex flex-col gap-4 overflow-y-auto border bg-popover p-5 text-popover-foreground shadow-float duration-200 data-[state=closed]:animate-out data-[state=open]:animate-in",
  {
    variants: {
      side: {
        right:
          "inset-y-0 right-0 w-[min(26rem,calc(100%-2.5rem))] data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right",
        left: "inset-y-0 left-0 w-[min(20rem,calc(100%-2.5rem))] data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left",
        bottom:
          "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl pb-[max(1.25rem,env(safe-area-inset-bottom))] data-[state=closed]:slide-out-to-bottom data-[state=open]:slide-in-from-bottom",
      },
    },
    defaultVariants: { side: "right" },
  },
);

type SheetContentProps = Omit<ComponentProps<typeof DialogFrame>, "overlayClassName"> &
  VariantProps<typeof sheetVariants>;

/** Needs a SheetTitle inside. */
export function SheetContent({ className, side, children, ...props }: SheetContentProps) {
  const t = useTranslations("common");
  return (
    <DialogFrame
      overlayClassName={overlayClass}
      data-slot="sheet-content"
      className={cn(sheetVariants({ side }), className)}
      {...props}
    >
      {children}
      <DialogFrameClose className="absolute top-3 right-3 grid size-8 place-content-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-11">
        <X aria-hidden className="size-4" />
        <span className="sr-only">{t("close")}</span>
      </DialogFrameClose>
    </DialogFrame>
  );
}

export function SheetHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1 pr-8", className)} {...props} />;
}

export function SheetTitle({ className, ...props }: ComponentProps<typeof DialogFrameTitle>) {
  return <DialogFrameTitle className={cn("font-semibold text-base tracking-tight", className)} {...props} />;
}

export function SheetDescription({ className, ...props }: ComponentProps<typeof DialogFrameDescription>) {
  return <DialogFrameDescription className={cn("text-muted-foreground text-sm", className)} {...props} />;
}
