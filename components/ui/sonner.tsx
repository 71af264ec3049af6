"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { connectToasts } from "@/components/toast";

/** Draws what `toast` of components/toast.ts is told. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const t = useTranslations("common");
  useEffect(() => connectToasts((kind, message, options) => void toast[kind](message, options)), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="top-center"
      containerAriaLabel={t("notifications")}
      icons={{
        success: <CircleCheck className="size-4 text-success" />,
        error: <CircleAlert className="size-4 text-destructive" />,
        warning: <TriangleAlert className="size-4 text-warning" />,
        info: <Info className="size-4 text-info" />,
      }}
      toastOptions={{
        classNames: {
          toast:
            "rounded-lg! border! bg-popover! text-popover-foreground! border-border! shadow-float! font-sans! text-sm!",
          description: "text-muted-foreground!",
        },
      }}
    />
  );
}
