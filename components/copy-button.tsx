"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

type CopyButtonProps = Omit<ComponentProps<typeof Button>, "onClick" | "value"> & {
  value: string;
  children?: ReactNode;
};

/** Copies `value`; says so to eyes and screen readers. Without children it is an icon. */
export function CopyButton({ value, children, variant = "outline", size, ...props }: CopyButtonProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={variant}
      size={size ?? (children ? "default" : "icon")}
      onClick={() => void copy()}
      // A dialog hides everything beside live regions, the words inside this button too.
      aria-label={children ? undefined : t("copy")}
      {...props}
    >
      <Icon aria-hidden className={copied ? "text-success" : undefined} />
      {children}
      <span aria-live="polite" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </Button>
  );
}
