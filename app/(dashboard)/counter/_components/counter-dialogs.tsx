"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { isEmpty } from "@/lib/pos/cart";
import { ApproveForm } from "../../sales/_components/approve-form";
import { AccountForm } from "./account-dialog";
import { CloseShiftForm } from "./close-shift-form";
import { type Panel, useCounter } from "./counter-context";
import { CustomerForm } from "./customer-dialog";
import { DiscountForm } from "./discount-dialog";
import { LineForm } from "./line-dialog";
import { PaymentForm } from "./payment-dialog";
import { SaleDone } from "./sale-done";
import { MoveCashForm, OpenShiftForm } from "./shift-dialogs";
import { TicketForm } from "./ticket-dialog";
import type { useSale } from "./use-sale";
import { SHORTCUTS } from "./use-shortcuts";

type CounterDialogsProps = {
  panel: Panel;
  open: (panel: Panel) => void;
  close: () => void;
  sale: ReturnType<typeof useSale>;
  timeZone: string;
  startNew: () => void;
  /** Where the cursor belongs once a dialog is gone; while it goes it still holds the focus. */
  onClosed: () => void;
};

export function CounterDialogs({ panel, open, close, sale, timeZone, startNew, onClosed }: CounterDialogsProps) {
  const { cart, change, outletId, shiftId } = useCounter();
  const busy = sale.state.step === "saving";
  return (
    <Dialog open={panel !== null || busy} onOpenChange={(next) => !next && !busy && close()}>
      <DialogContent
        className="sm:max-w-md"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        {panel === "customer" && (
          <CustomerForm
            onPick={(customer) => {
              change({ type: "customer", customer });
              close();
            }}
          />
        )}
        {panel === "ticket" && (
          <TicketForm
            onPick={(ticket) => {
              change({ type: "ticket", ticket });
              close();
            }}
          />
        )}
        {panel === "discount" && <DiscountForm onClose={close} />}
        {panel === "help" && <Shortcuts />}
        {panel === "open" && (
          <OpenShiftForm outletId={outletId} onClose={isEmpty(cart) ? close : () => open("payment")} />
        )}
        {panel === "cash" && <MoveCashForm outletId={outletId} onClose={close} />}
        {panel === "close" && shiftId && <CloseShiftForm shiftId={shiftId} onClose={close} />}
        {panel !== null && typeof panel === "object" && <LinePanel index={panel.line} onClose={close} />}
        {(panel === "payment" || (panel === null && busy)) && (
          <Payment
            sale={sale}
            timeZone={timeZone}
            onClose={close}
            onPickCustomer={() => open("customer")}
            onOpenDrawer={() => open("open")}
            startNew={startNew}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function LinePanel({ index, onClose }: { index: number; onClose: () => void }) {
  const { cart, products } = useCounter();
  const line = cart.lines[index];
  const product = line && products.get(line.productId);
  return product ? <LineForm line={line} product={product} index={index} onClose={onClose} /> : null;
}

type PaymentProps = Pick<CounterDialogsProps, "sale" | "timeZone" | "startNew"> & {
  onClose: () => void;
  onPickCustomer: () => void;
  onOpenDrawer: () => void;
};

function Payment({ sale, timeZone, onClose, onPickCustomer, onOpenDrawer, startNew }: PaymentProps) {
  const t = useTranslations("counter");
  const { outletId } = useCounter();
  const [onAccount, setOnAccount] = useState(false);
  const { state } = sale;
  if (state.step === "done") return <SaleDone answer={state.answer} customer={state.customer} onNew={onClose} />;
  if (state.step === "open" && state.refusal?.code === "approval.required" && state.asked) {
    const { asked } = state;
    return (
      <ApproveForm
        asked={{ act: "discount", input: asked }}
        outletId={outletId}
        onApproved={(approval_id) => sale.resend({ ...asked, approval_id })}
      />
    );
  }
  if (state.step === "unconfirmed") return <Unconfirmed onCheck={sale.check} />;
  if (state.step === "open" && state.refusal?.code === "sale.key_reused") {
    const { detail } = state.refusal;
    return (
      <div className="grid gap-4">
        <DialogTitle>{t("keyReused", { number: String(detail?.["number"] ?? "") })}</DialogTitle>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" asChild>
            <Link href={`/sales/${String(detail?.["sale_id"] ?? "")}`}>{t("viewSale")}</Link>
          </Button>
          <Button
            onClick={() => {
              startNew();
              onClose();
            }}
          >
            {t("startNew")}
          </Button>
        </div>
      </div>
    );
  }
  if (onAccount) {
    return (
      <AccountForm
        timeZone={timeZone}
        onPickCustomer={onPickCustomer}
        onDone={() => {
          startNew();
          onClose();
        }}
      />
    );
  }
  return (
    <PaymentForm
      saving={state.step === "saving"}
      refusal={state.step === "open" ? state.refusal : null}
      onPay={sale.pay}
      onAccount={() => setOnAccount(true)}
      onOpenDrawer={onOpenDrawer}
    />
  );
}

function Unconfirmed({ onCheck }: { onCheck: () => Promise<void> | undefined }) {
  const t = useTranslations("counter");
  const [checking, setChecking] = useState(false);
  return (
    <div className="grid gap-4">
      <DialogTitle>{t("unconfirmed")}</DialogTitle>
      <Alert tone="warning">{t("unconfirmedHint")}</Alert>
      <Button
        size="lg"
        autoFocus
        aria-busy={checking || undefined}
        onClick={async () => {
          setChecking(true);
          await onCheck();
          setChecking(false);
        }}
      >
        {checking && <Spinner />}
        {checking ? t("checking") : t("checkNow")}
      </Button>
    </div>
  );
}

function Shortcuts() {
  const t = useTranslations("counter");
  return (
    <div className="grid gap-3">
      <DialogHeader>
        <DialogTitle>{t("shortcuts")}</DialogTitle>
      </DialogHeader>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        {SHORTCUTS.map(({ keys, name }) => (
          <div key={name} className="contents">
            <dt>
              <kbd className="inline-block min-w-12 rounded border bg-muted px-2 py-1 text-center font-sans text-xs">
                {keys}
              </kbd>
            </dt>
            <dd>{t(`shortcut.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-muted-foreground text-xs">{t("searchHint")}</p>
    </div>
  );
}
