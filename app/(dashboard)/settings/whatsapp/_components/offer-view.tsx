"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Picture } from "@/components/picture";
import type { Offer } from "@/lib/whatsapp/channels/queries";

/** What there is to scan or to type, and how long it still works. */
export function OfferView({ offer, onOver }: { offer: Offer; onOver: () => void }) {
  const t = useTranslations("channels.link");
  const [left, setLeft] = useState(() => secondsLeft(offer.expiresAt));
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = secondsLeft(offer.expiresAt);
      setLeft(seconds);
      if (seconds <= 0) onOver();
    }, 1000);
    return () => clearInterval(timer);
  }, [offer.expiresAt, onOver]);
  return (
    <div className="grid justify-items-center gap-3 text-center">
      {offer.method === "qr" ? (
        <Picture
          alt={t("qrAlt")}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.svg)}`}
          width={256}
          height={256}
          className="size-64 max-w-full rounded-md bg-white"
        />
      ) : (
        <p className="rounded-md border px-4 py-3 font-mono text-2xl tracking-widest">
          {offer.code.slice(0, 4)}-{offer.code.slice(4)}
        </p>
      )}
      <p className="text-sm">{t(offer.method === "qr" ? "scanNow" : "typeNow")}</p>
      <p role="timer" className="text-muted-foreground text-xs tabular-nums">
        {left > 0 ? t("left", { seconds: left }) : t("nextComing")}
      </p>
    </div>
  );
}

const secondsLeft = (until: string): number => Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000));
