"use client";

import { Pencil, RotateCcw, SendHorizontal } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState, useTransition } from "react";
import { toast } from "@/components/toast";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { formatSen } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { estimateButtons, estimateText, fillTemplate } from "@/lib/repairs/customer-text";
import { estimateTotals } from "@/lib/repairs/totals";
import { LocalTimeField } from "../../_components/local-time-field";
import { proposeEstimateAction } from "../../actions";
import { ChatPreview } from "./chat-preview";
import type { Desk } from "./desk";
import { checked, draftsFrom, linesOf } from "./estimate-draft";
import { EstimateLines } from "./estimate-lines";

type EstimateEditorProps = { desk: Desk; onClose: () => void };

/** Lines, promise, total and the exact words the customer gets, before anything is sent. */
export function EstimateEditor({ desk, onClose }: EstimateEditorProps) {
  const { ticket, templates, taxRates, appUrl, shop } = desk;
  const t = useTranslations("repairs.estimate");
  const tc = useTranslations("common");
  const locale = useLocale();
  const errorText = useErrorText();
  const current = ticket.estimates.findLast((one) => one.state !== "superseded");
  const [clientId] = useState(() => crypto.randomUUID());
  const taxCodes = Object.entries(taxRates).flatMap(([code, rate]) => (rate > 0 ? [code] : []));
  const [drafts, setDrafts] = useState(() => draftsFrom(current, taxCodes[0] ?? "NONE"));
  const [etaAt, setEtaAt] = useState(current?.eta_at ?? ticket.eta_at);
  const [ownText, setOwnText] = useState<string | null>(null);
  const [showErrors, setShowErrors] = useState(false);
  const [pending, startTransition] = useTransition();

  const lines = linesOf(drafts);
  const totals = estimateTotals(lines ?? [], taxRates);
  const standard = useMemo(
    () =>
      estimateText(templates, ticket.customer.locale, {
        shop,
        device: desk.device,
        lines: lines ?? [],
        totalSen: totals.totalSen,
        etaAt,
        timeZone: ticket.outlet.time_zone,
        appUrl,
      }),
    [templates, ticket, shop, desk.device, lines, totals.totalSen, etaAt, appUrl],
  );
  const body = ownText ?? standard;
  const buttons = estimateButtons(templates, totals.totalSen);

  const send = (isSent: boolean) => {
    if (!lines) {
      setShowErrors(true);
      return;
    }
    startTransition(async () => {
      const result = await proposeEstimateAction(null, {
        clientId,
        ticketId: ticket.id,
        lines,
        etaAt,
        note: "",
        expectedTotalSen: totals.totalSen,
        body,
        send: isSent,
      });
      if (!result) return;
      if (!result.ok) {
        toast.error(errorText(result.code, result.detail));
        return;
      }
      const version = result.value.version;
      toast.success(!isSent ? t("saved", { version }) : result.value.message_id ? t("sent", { version }) : t("noChat"));
      onClose();
    });
  };

  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent className="sm:max-w-3xl">
        <DialogHeader>
          <DialogTitle>{t("title", { number: ticket.number })}</DialogTitle>
          <DialogDescription>{t("description")}</DialogDescription>
        </DialogHeader>
        {current && current.state !== "declined" && (
          <Alert tone={current.state === "approved" ? "warning" : "info"}>
            {t(current.state === "approved" ? "voids" : "replaces", { version: current.version })}
          </Alert>
        )}
        <div className="grid gap-5 md:grid-cols-[1fr_17rem]">
          <div className="grid content-start gap-4">
            <EstimateLines
              lines={drafts}
              onChange={(next) => setDrafts(next.map(checked))}
              outletId={ticket.outlet_id}
              taxCodes={taxCodes}
              showErrors={showErrors}
            />
            {showErrors && !lines && (
              <p role="alert" className="text-destructive text-sm">
                {tc("checkFields")}
              </p>
            )}
            <dl
              className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t pt-3 text-sm tabular-nums"
              aria-live="polite"
            >
              {totals.taxSen > 0 && (
                <>
                  <dt className="text-muted-foreground">{t("subtotal")}</dt>
                  <dd className="text-right">{formatSen(totals.netSen)}</dd>
                  <dt className="text-muted-foreground">{t("taxTotal")}</dt>
                  <dd className="text-right">{formatSen(totals.taxSen)}</dd>
                </>
              )}
              <dt className="font-semibold">{t("total")}</dt>
              <dd className="text-right font-semibold text-base">{formatSen(totals.totalSen)}</dd>
            </dl>
            <LocalTimeField label={t("eta")} timeZone={ticket.outlet.time_zone} value={etaAt} onChange={setEtaAt} />
          </div>
          <div className="grid content-start gap-2">
            <div className="flex items-center justify-between gap-2">
              <h3 className="font-medium text-sm">
                {t("preview")}
                {ticket.customer.locale !== locale && (
                  <span className="ml-1 font-normal text-muted-foreground text-xs">
                    ({tc(`languages.${ticket.customer.locale}`)})
                  </span>
                )}
              </h3>
              <Button variant="ghost" size="sm" onClick={() => setOwnText(ownText === null ? standard : null)}>
                {ownText === null ? <Pencil aria-hidden /> : <RotateCcw aria-hidden />}
                {ownText === null ? t("editText") : t("resetText")}
              </Button>
            </div>
            {ownText !== null && (
              <Field label={t("preview")} hideLabel hint={t("tokenHint")}>
                <Textarea
                  rows={9}
                  value={ownText}
                  maxLength={3000}
                  onChange={(event) => setOwnText(event.target.value)}
                />
              </Field>
            )}
            <ChatPreview
              body={fillTemplate(body, { number: ticket.number, token: "…" })}
              buttons={[buttons.approve, buttons.decline]}
            />
          </div>
        </div>
        <DialogFooter className="items-center sm:justify-between">
          <Button variant="ghost" disabled={pending} onClick={() => send(false)} title={t("saveOnlyHint")}>
            {t("saveOnly")}
          </Button>
          <Button
            aria-busy={pending || undefined}
            disabled={pending}
            onClick={() => send(true)}
            className="max-sm:w-full"
          >
            {pending ? <Spinner /> : <SendHorizontal aria-hidden />}
            {t("send")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
