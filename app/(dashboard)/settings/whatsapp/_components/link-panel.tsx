"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState, useTransition } from "react";
import { ConfirmButton } from "@/components/confirm-button";
import { PhoneField } from "@/components/phone-input";
import { safely } from "@/components/safely";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { useLive } from "@/lib/live/use-live";
import type { Offer } from "@/lib/whatsapp/channels/queries";
import { askChannelAction } from "../actions";
import { OfferView } from "./offer-view";

type LinkPanelProps = { id: string; state: string; mayLink: boolean; number: string | null };

const LINKED = new Set(["connected", "degraded", "reconnecting", "quarantined"]);
const SHOWS_OFFER = new Set(["starting", "qr", "pairing"]);

/** Linking a phone, live: asks the runner, shows what there is to scan or to type while it works, and says what to do next. */
export function LinkPanel({ id, state, mayLink, number }: LinkPanelProps) {
  const t = useTranslations("channels.link");
  const errorText = useErrorText();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [phone, setPhone] = useState(number ?? "");
  const [isBusy, run] = useTransition();
  const mayShow = mayLink && SHOWS_OFFER.has(state);

  const look = useCallback(async () => {
    const response = await fetch(`/settings/whatsapp/${id}/offer`, { cache: "no-store" }).catch(() => null);
    const body: { offer: Offer | null } | null = response?.ok ? await response.json().catch(() => null) : null;
    if (body) setOffer(body.offer);
  }, [id]);
  useLive(["channel"], () => {
    if (mayLink) void look();
  });
  useEffect(() => {
    if (mayShow) void look();
    else setOffer(null);
  }, [mayShow, look]);

  if (!mayLink) return <p className="text-muted-foreground text-sm">{t("ownerOnly")}</p>;

  const ask = (action: "link" | "unlink" | "restart", method?: "qr" | "code") =>
    run(async () => {
      setOffer(null);
      const input = { id, action, ...(method ? { method } : {}), ...(method === "code" ? { phone } : {}) };
      const done = await safely(askChannelAction)(null, input);
      if (done && !done.ok) toast.error(errorText(done.code, done.detail));
      else toast.success(t(method ? "asked" : "askedAgain"));
    });

  return (
    <section aria-label={t("title")} className="grid gap-4 rounded-lg border p-4">
      {offer && mayShow && <OfferView offer={offer} onOver={() => void look()} />}
      {LINKED.has(state) ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" disabled={isBusy} onClick={() => ask("restart")}>
            {t("restart")}
          </Button>
          <ConfirmButton
            variant="outline"
            title={t("unlinkTitle")}
            description={t("unlinkText")}
            confirmLabel={t("unlink")}
            onConfirm={() => ask("unlink")}
          >
            {t("unlink")}
          </ConfirmButton>
        </div>
      ) : (
        <div className="grid gap-4 md:grid-cols-2">
          <div className="grid content-start gap-2">
            <p className="font-medium">{t("qrTitle")}</p>
            <p className="text-muted-foreground text-sm">{t("qrText")}</p>
            <Button className="justify-self-start" disabled={isBusy} onClick={() => ask("link", "qr")}>
              {t("qr")}
            </Button>
          </div>
          <div className="grid content-start gap-2">
            <p className="font-medium">{t("codeTitle")}</p>
            <PhoneField
              name="phone"
              label={t("phone")}
              hint={t("codeText")}
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value)}
            />
            <Button
              variant="outline"
              className="justify-self-start"
              disabled={isBusy || phone.trim() === ""}
              onClick={() => ask("link", "code")}
            >
              {t("code")}
            </Button>
          </div>
          <p className="text-muted-foreground text-xs leading-5 md:col-span-2">{t("passkey")}</p>
        </div>
      )}
    </section>
  );
}
