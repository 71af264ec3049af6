"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import {
  DialogFrame,
  DialogFrameClose,
  DialogFrameDescription,
  DialogFrameTitle,
  DialogRoot,
  DialogRootTrigger,
} from "@/components/ui/dialog-root";
import { overlayClass } from "@/components/ui/menu-style";
import { cn } from "@/lib/core/cn";

export const Dialog = DialogRoot;
export const DialogTrigger = DialogRootTrigger;

/** On a phone it comes from below and is as wide as the screen. Needs a DialogTitle inside. */
export function DialogContent({
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof DialogFrame>, "overlayClassName">) {
  const t = useTranslations("common");
  return (
    <DialogFrame
      overlayClassName={overlayClass}
      data-slot="dialog-content"
      className={cn(
        "fixed inset-x-0 bottom-0 z-50 grid max-h-[calc(100dvh-2rem)] w-full gap-4 overflow-y-auto rounded-t-xl border bg-popover p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] text-popover-foreground shadow-float",
        "sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:p-6",
        "duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 max-sm:data-[state=closed]:slide-out-to-bottom-6 max-sm:data-[state=open]:slide-in-from-bottom-6 sm:data-[state=closed]:zoom-out-[0.98] sm:data-[state=open]:zoom-in-[0.98]",
        className,
      )}
      {...props}
    >
      {children}
      <DialogFrameClose className="absolute top-3.5 right-3.5 grid size-8 place-content-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:top-2 pointer-coarse:right-2 pointer-coarse:size-11">
        <X aria-hidden className="size-4" />
        <span className="sr-only">{t("close")}</span>
      </DialogFrameClose>
    </DialogFrame>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1 pr-8", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof DialogFrameTitle>) {
  return <DialogFrameTitle className={cn("font-semibold text-base tracking-tight", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof DialogFrameDescription>) {
  return <DialogFrameDescription className={cn("text-muted-foreground text-sm", className)} {...props} />;
}
