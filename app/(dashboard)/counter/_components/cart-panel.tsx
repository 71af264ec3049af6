"use client";

import { BadgePercent, ShoppingBag, ShoppingBasket, Trash2, UserRound, Wrench, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/confirm-button";
import { EmptyState } from "@/components/empty-state";
import { MoneyText } from "@/components/money-text";
import { Button } from "@/components/ui/button";
import { formatSen } from "@/lib/core/money";
import { isEmpty, knownLines } from "@/lib/pos/cart";
import { CartLine } from "./cart-line";
import { useCounter } from "./counter-context";

/** Who, what, how much: the right side of the counter, or the sheet on a phone. */
export function CartPanel({ onClear }: { onClear: () => void }) {
  const t = useTranslations("counter");
  const { cart, change, products, bill, open, mayDiscount } = useCounter();
  const lines = knownLines(cart, products);
  const empty = isEmpty(cart);
  const ticketCount = cart.ticket?.lines.length ?? 0;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b px-4 py-3">
        {cart.customer ? (
          <>
            <Button variant="secondary" className="min-w-0 flex-1 justify-start" onClick={() => open("customer")}>
              <UserRound aria-hidden />
              <span className="truncate">{cart.customer.name}</span>
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t("removeCustomer")}
              onClick={() => change({ type: "customer", customer: null })}
            >
              <X aria-hidden />
            </Button>
          </>
        ) : (
          <Button
            variant="outline"
            className="min-w-0 flex-1"
            aria-label={t("addCustomer")}
            onClick={() => open("customer")}
          >
            <UserRound aria-hidden />
            <span className="truncate">{t("customer")}</span>
          </Button>
        )}
        {!cart.ticket && (
          <Button
            variant="outline"
            size={cart.customer ? "icon" : "default"}
            className={cart.customer ? "" : "min-w-0 flex-1"}
            aria-label={t("settleTicket")}
            title={t("settleTicket")}
            onClick={() => open("ticket")}
          >
            <Wrench aria-hidden />
            {!cart.customer && <span className="truncate">{t("settleTicket")}</span>}
          </Button>
        )}
      </div>

      <div className="min-h-0 flex-1 overflow-y-auto">
        {empty && (
          <EmptyState
            icon={ShoppingBasket}
            title={t("cartEmpty")}
            description={t("cartEmptyHint")}
            className="h-full"
          />
        )}
        {cart.ticket && <TicketLines />}
        {cart.order && <OrderMark />}
        {lines.length > 0 && (
          <ul className="divide-y">
            {lines.map(({ line, product, index }, at) => {
              const priced = bill.lines[ticketCount + at];
              return (
                priced && (
                  <CartLine
                    key={`${product.id}-${index}`}
                    line={line}
                    product={product}
                    index={index}
                    priced={priced}
                  />
                )
              );
            })}
          </ul>
        )}
      </div>

      {!empty && (
        <div className="grid gap-3 border-t bg-card px-4 pt-3 pb-4">
          <dl className="grid gap-1.5 text-sm">
            <Row label={t("subtotal")} sen={bill.subtotalSen} />
            {bill.orderDiscountSen > 0 && (
              <Row
                label={cart.reason ? `${t("discount")} · ${cart.reason}` : t("discount")}
                sen={-bill.orderDiscountSen}
              />
            )}
            {bill.taxSen > 0 && <Row label={t("tax")} sen={bill.taxSen} />}
            {bill.roundingSen !== 0 && <Row label={t("rounding")} sen={bill.roundingSen} />}
            <div className="mt-1 flex items-baseline justify-between gap-4">
              <dt className="font-medium">{t("total")}</dt>
              <dd className="font-semibold text-figure tabular-nums">{formatSen(bill.totalSen)}</dd>
            </div>
          </dl>
          <div className="flex gap-2">
            <ConfirmButton
              size="icon"
              variant="destructive"
              className="h-12 w-12"
              aria-label={t("clear")}
              title={t("clear")}
              description={t("clearConfirm")}
              confirmLabel={t("clear")}
              onConfirm={onClear}
            >
              <Trash2 aria-hidden />
            </ConfirmButton>
            {mayDiscount && (
              <Button
                variant="outline"
                size="icon"
                className="h-12 w-12"
                aria-label={t("orderDiscount")}
                onClick={() => open("discount")}
              >
                <BadgePercent aria-hidden className="size-5!" />
              </Button>
            )}
            <Button size="lg" className="h-12 min-w-0 flex-1" onClick={() => open("payment")}>
              {t("pay", { total: formatSen(bill.totalSen) })}
              <kbd className="ml-1 hidden rounded border border-primary-foreground/40 px-1 font-sans text-2xs lg:inline pointer-coarse:hidden">
                F9
              </kbd>
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Row({ label, sen }: { label: string; sen: number }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="min-w-0 truncate text-muted-foreground">{label}</dt>
      <dd>
        <MoneyText sen={sen} />
      </dd>
    </div>
  );
}

/** Which order this cart completes; without the mark it is an ordinary sale. */
function OrderMark() {
  const t = useTranslations("counter");
  const { cart, change } = useCounter();
  if (!cart.order) return null;
  return (
    <div className="flex items-center gap-2 border-b bg-muted/50 px-4 py-1.5">
      <ShoppingBag aria-hidden className="size-4 text-muted-foreground" />
      <p className="min-w-0 flex-1 truncate font-medium text-sm">{t("order", { number: cart.order.number })}</p>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("removeOrder")}
        onClick={() => change({ type: "order", from: null })}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}

function TicketLines() {
  const t = useTranslations("counter");
  const { cart, change, bill } = useCounter();
  if (!cart.ticket) return null;
  return (
    <section aria-label={`${t("ticket")} ${cart.ticket.number}`} className="border-b bg-muted/50">
      <div className="flex items-center gap-2 px-4 pt-2">
        <Wrench aria-hidden className="size-4 text-muted-foreground" />
        <h3 className="min-w-0 flex-1 truncate font-medium text-sm">{cart.ticket.number}</h3>
        <span className="text-muted-foreground text-xs">{t("approvedPrice")}</span>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("removeTicket")}
          onClick={() => change({ type: "ticket", ticket: null })}
        >
          <X aria-hidden />
        </Button>
      </div>
      <ul className="grid gap-1 px-4 pt-1 pb-3 pl-10 text-sm">
        {cart.ticket.lines.map((line, at) => (
          <li
            key={`${line.description}-${line.unit_price_sen}-${line.quantity}`}
            className="flex justify-between gap-3"
          >
            <span className="min-w-0">
              {line.description}
              {line.quantity !== 1 && <span className="text-muted-foreground tabular-nums"> × {line.quantity}</span>}
            </span>
            <MoneyText sen={bill.lines[at]?.grossSen ?? 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}
