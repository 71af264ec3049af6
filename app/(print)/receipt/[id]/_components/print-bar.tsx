"use client";

import { Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";

/** Opens the print dialog once; the paper width is chosen beside the button and kept by the browser. */
export function PrintBar({ width, isCopy = false }: { width: "58" | "80"; isCopy?: boolean }) {
  const t = useTranslations("common");
  const rest = isCopy ? "&copy=1" : "";
  useEffect(() => {
    const asked = localStorage.getItem("voltura.paper");
    if (asked !== width && asked === "58" && !window.location.search.includes("w=")) {
      window.location.replace(`?w=58${rest}`);
      return;
    }
    localStorage.setItem("voltura.paper", width);
    const timer = setTimeout(() => window.print(), 300);
    return () => clearTimeout(timer);
  }, [width, rest]);
  return (
    <div className="mx-auto mb-4 flex w-fit items-center gap-2 print:hidden">
      {(["58", "80"] as const).map((value) => (
        <Button key={value} variant="outline" size="sm" asChild className={cn(value === width && "border-foreground")}>
          <Link href={`?w=${value}${rest}`} replace aria-current={value === width ? "true" : undefined}>
            {value} mm
          </Link>
        </Button>
      ))}
      <Button size="icon-sm" onClick={() => window.print()} aria-label={t("print")}>
        <Printer aria-hidden />
      </Button>
    </div>
  );
}
