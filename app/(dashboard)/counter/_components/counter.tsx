"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "@/components/toast";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { formatSen } from "@/lib/core/money";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { isEmpty, priceOf } from "@/lib/pos/cart";
import { billIsRounded } from "@/lib/pos/payment";
import type { Catalogue, CatalogueProduct } from "@/lib/pos/schema";
import type { OpenShift } from "@/lib/pos/shift-schema";
import { CartPanel } from "./cart-panel";
import { CounterContext, type CounterState, type Panel } from "./counter-context";
import { ProductPicker } from "./product-picker";
import { readOrderCart } from "./read-order-cart";
import { readTicketBill } from "./read-ticket-bill";
import { ShiftBar } from "./shift-bar";
import { useCart } from "./use-cart";
import { useCatalogue } from "./use-catalogue";
import { useSale } from "./use-sale";
import { useShortcuts } from "./use-shortcuts";

const loadDialogs = () => import("./counter-dialogs").then((module) => module.CounterDialogs);
const CounterDialogs = dynamic(loadDialogs, { ssr: false });

/** Questions and payment come with the first touch, in case the network goes before they are needed. */
function useDialogs(isWanted: boolean): boolean {
  const [wanted, setWanted] = useState(isWanted);
  if (isWanted && !wanted) setWanted(true);
  useEffect(() => {
    const warm = () => void loadDialogs().catch(() => undefined);
    const once = { once: true, passive: true };
    window.addEventListener("pointerdown", warm, once);
    window.addEventListener("keydown", warm, once);
    return () => {
      window.removeEventListener("pointerdown", warm);
      window.removeEventListener("keydown", warm);
    };
  }, []);
  return wanted;
}

type CounterProps = {
  outlet: { id: string; name: string; time_zone: string };
  catalogue: Catalogue;
  shift: OpenShift | null;
  locale: "ms" | "en";
  mayDiscount: boolean;
  mayInvoice: boolean;
  openTicketId: string | null;
  openOrderId: string | null;
};

export function Counter(props: CounterProps) {
  const { outlet, catalogue: initial, shift, locale, mayDiscount, mayInvoice, openTicketId, openOrderId } = props;
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const search = useRef<HTMLInputElement>(null);
  const { catalogue, products, index, categories, reload } = useCatalogue(initial);
  const { cart, change, startNew, ready } = useCart(outlet.id);
  const [panel, setPanel] = useState<Panel>(null);
  const [sheet, setSheet] = useState(false);
  const [said, setSaid] = useState("");

  const onDone = useCallback(() => {
    startNew();
    setSheet(false);
    setPanel("payment");
    void reload();
  }, [startNew, reload]);
  const sale = useSale(cart, outlet.id, change, onDone);
  const { state } = sale;

  const bill = useMemo(
    () => priceOf(cart, products, catalogue.rates, billIsRounded(catalogue.rounding, [])),
    [cart, products, catalogue],
  );
  const count =
    cart.lines.reduce((sum, line) => sum + Math.max(1, Math.floor(line.quantityMilli / 1000)), 0) +
    (cart.ticket?.lines.length ?? 0);
  const empty = isEmpty(cart);
  const hasDialogs = useDialogs(panel !== null || state.step === "saving");

  // A keyboard on the glass would cover half of a phone: only real keyboards get the cursor by themselves.
  const focusSearch = useCallback(() => {
    if (window.matchMedia("(pointer: fine)").matches) search.current?.focus();
  }, []);
  useEffect(focusSearch, [focusSearch]);

  // Goods that were taken off the catalogue since the cart was filled.
  useEffect(() => {
    const gone = cart.lines.filter((line) => !products.has(line.productId));
    if (gone.length === 0 || cart.submitted) return;
    change({ type: "replace", cart: { ...cart, lines: cart.lines.filter((line) => products.has(line.productId)) } });
    toast.warning(t("noLongerSold", { count: gone.length }));
  }, [cart, products, change, t]);

  // From a ticket's page: that repair is what is being paid.
  const wantedTicket = useRef(openTicketId);
  useEffect(() => {
    const id = wantedTicket.current;
    if (!ready || !id) return;
    wantedTicket.current = null;
    window.history.replaceState(null, "", "/counter");
    void readTicketBill(id).then((read) => {
      if (read.ok) change({ type: "ticket", ticket: read.value });
      else toast.error(errorText(read.code, read.detail));
    });
  }, [ready, change, errorText]);

  // From an order's page: its goods are in the cart.
  const wantedOrder = useRef(openOrderId);
  useEffect(() => {
    const id = wantedOrder.current;
    if (!ready || !id) return;
    wantedOrder.current = null;
    window.history.replaceState(null, "", "/counter");
    void readOrderCart(id).then((read) => {
      if (read.ok) change({ type: "order", from: read.value });
      else toast.error(errorText(read.code, read.detail));
    });
  }, [ready, change, errorText]);

  // Prices and stock were not what this screen thought.
  const refused = state.step === "open" ? state.refusal?.code : undefined;
  useEffect(() => {
    if (!refused) return;
    setPanel("payment");
    void reload();
  }, [refused, reload]);

  const add = (product: CatalogueProduct, quantityMilli: number) => {
    change({ type: "add", productId: product.id, quantityMilli });
    setSaid(t("added", { name: product.name }));
  };

  const open = useCallback((next: Panel) => setPanel(next), []);
  const close = useCallback(() => {
    setPanel(null);
    if (state.step !== "saving") sale.reset();
    focusSearch();
  }, [state.step, sale.reset, focusSearch]);
  useShortcuts(search, { open, canPay: !empty, mayDiscount: mayDiscount && !empty, blocked: panel !== null || sheet });

  const context: CounterState = {
    cart,
    change,
    products,
    catalogue,
    bill,
    outletId: outlet.id,
    shiftId: shift?.id ?? null,
    locale,
    mayDiscount,
    mayInvoice,
    open,
  };
  const unconfirmed = cart.submitted !== null && state.step !== "saving";
  return (
    <CounterContext value={context}>
      <h1 className="sr-only">
        {t("title")} · {outlet.name}
      </h1>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      <div className="flex h-full min-h-0 flex-col">
        <ShiftBar shift={shift} timeZone={outlet.time_zone} open={open} />
        {unconfirmed && (
          <Alert tone="warning" title={t("unconfirmed")} className="m-3 mb-0">
            <span className="flex flex-wrap items-center justify-between gap-3">
              {t("unconfirmedHint")}
              <Button size="sm" onClick={() => sale.check()}>
                {t("checkNow")}
              </Button>
            </span>
          </Alert>
        )}
        <div className="flex min-h-0 flex-1">
          <ProductPicker
            index={index}
            categories={categories}
            search={search}
            onAdd={add}
            onHelp={() => setPanel("help")}
          />
          <aside aria-label={t("cart")} className="hidden w-[23rem] shrink-0 border-l bg-card lg:block xl:w-[25rem]">
            <CartPanel onClear={startNew} />
          </aside>
        </div>
        {!empty && (
          <div className="border-t bg-card p-2.5 lg:hidden">
            <Button size="lg" className="h-13 w-full justify-between" onClick={() => setSheet(true)}>
              <span>{t("items", { count })}</span>
              <span className="tabular-nums">
                {t("viewCart")} · {formatSen(bill.totalSen)}
              </span>
            </Button>
          </div>
        )}
      </div>
      <Sheet open={sheet} onOpenChange={setSheet}>
        <SheetContent side="bottom" className="h-[92dvh] max-h-[92dvh] gap-0 p-0 lg:hidden">
          <SheetTitle className="px-4 pt-4 pb-1 font-semibold">{t("cart")}</SheetTitle>
          <div className="min-h-0 flex-1">
            <CartPanel
              onClear={() => {
                startNew();
                setSheet(false);
              }}
            />
          </div>
        </SheetContent>
      </Sheet>
      {hasDialogs && (
        <CounterDialogs
          panel={panel}
          open={open}
          close={close}
          sale={sale}
          timeZone={outlet.time_zone}
          startNew={startNew}
          onClosed={focusSearch}
        />
      )}
    </CounterContext>
  );
}
