"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Picture } from "@/components/picture";
import { Button } from "@/components/ui/button";
import type { IntakeReceipt } from "@/lib/intake/submit-intake";

/** The number to show at the counter, and the way back to the status from any phone. */
export function IntakeDone({ receipt, onAnother }: { receipt: IntakeReceipt; onAnother: () => void }) {
  const t = useTranslations("intake.done");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid justify-items-center gap-4 rounded-lg border bg-card p-6 text-center shadow-lift">
      <span className="grid size-12 place-content-center rounded-full bg-success-soft text-success">
        <Check aria-hidden className="size-6" />
      </span>
      <div className="grid gap-1">
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-title outline-hidden">
          {t("title")}
        </h2>
        <p className="text-pretty text-muted-foreground">{t("text")}</p>
      </div>
      <p className="grid gap-0.5">
        <span className="text-muted-foreground text-xs">{t("number")}</span>
        <strong className="font-semibold text-3xl tabular-nums tracking-tight">{receipt.number}</strong>
      </p>
      <Link href={`/r/${receipt.token}`} className="rounded-lg bg-white p-3" aria-label={t("qr")}>
        <Picture src={`data:image/svg+xml;utf8,${encodeURIComponent(receipt.qr)}`} alt="" width={148} height={148} />
      </Link>
      <div className="grid w-full gap-2">
        <Button size="lg" asChild>
          <Link href={`/r/${receipt.token}`}>{t("status")}</Link>
        </Button>
        <Button variant="ghost" onClick={onAnother}>
          {t("another")}
        </Button>
      </div>
    </section>
  );
}
