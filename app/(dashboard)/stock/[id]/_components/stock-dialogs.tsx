"use client";

import { ClipboardCheck, PackagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/action-form";
import { TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { cn } from "@/lib/core/cn";
import { newId } from "@/lib/core/new-id";
import { formatQuantity, parseQuantity } from "@/lib/pos/quantity";
import { countStockAction, receiveStockAction } from "../../actions";

type StockDialogProps = { productId: string; outlet: { id: string; name: string }; onHandMilli: number };

/** A new key each time the dialog opens: a resubmit within it is the same movement. */
function useKeyedDialog() {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState("");
  const onOpenChange = (next: boolean) => {
    if (next) setKey(newId());
    setOpen(next);
  };
  return { open, key, onOpenChange, close: () => setOpen(false) };
}

export function ReceiveDialog({ productId, outlet, maySeeCost }: StockDialogProps & { maySeeCost: boolean }) {
  const t = useTranslations("stock");
  const dialog = useKeyedDialog();
  return (
    <Dialog open={dialog.open} onOpenChange={dialog.onOpenChange}>
      <DialogTrigger asChild>
        <Button>
          <PackagePlus aria-hidden />
          {t("receive")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("receive")}</DialogTitle>
          <DialogDescription>{t("receiveHint", { outlet: outlet.name })}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={receiveStockAction}
          onSuccess={dialog.close}
          successMessage={t("received")}
          className="grid gap-4"
        >
          <Hidden values={{ key: dialog.key, productId, outletId: outlet.id }} />
          <TextField
            name="quantity"
            label={t("quantity")}
            required
            inputMode="decimal"
            maxLength={11}
            autoComplete="off"
          />
          {maySeeCost && (
            <TextField
              name="cost"
              label={t("unitCost")}
              hint={t("unitCostHint")}
              optional
              inputMode="decimal"
              maxLength={14}
              autoComplete="off"
            />
          )}
          <TextField name="note" label={t("receiveNote")} required maxLength={400} />
          <DialogFooter>
            <SubmitButton>{t("receive")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

export function CountDialog({ productId, outlet, onHandMilli }: StockDialogProps) {
  const t = useTranslations("stock");
  const dialog = useKeyedDialog();
  const [typed, setTyped] = useState("");
  const counted = /^0+$/.test(typed.trim()) ? 0 : parseQuantity(typed);
  const difference = counted === null ? null : counted - onHandMilli;
  return (
    <Dialog open={dialog.open} onOpenChange={dialog.onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <ClipboardCheck aria-hidden />
          {t("count")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("count")}</DialogTitle>
          <DialogDescription>{t("countHint", { outlet: outlet.name })}</DialogDescription>
        </DialogHeader>
        <ActionForm
          action={countStockAction}
          onSuccess={dialog.close}
          successMessage={t("countSaved")}
          className="grid gap-4"
        >
          <Hidden values={{ key: dialog.key, productId, outletId: outlet.id, shown: formatQuantity(onHandMilli) }} />
          <TextField
            name="counted"
            label={t("counted")}
            required
            inputMode="decimal"
            maxLength={11}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <dl className="grid grid-cols-2 gap-3 rounded-lg bg-muted p-3 text-sm">
            <div>
              <dt className="text-muted-foreground text-xs">{t("shown")}</dt>
              <dd className="font-semibold tabular-nums">{formatQuantity(onHandMilli)}</dd>
            </div>
            <div>
              <dt className="text-muted-foreground text-xs">{t("difference")}</dt>
              <dd
                className={cn(
                  "font-semibold tabular-nums",
                  difference !== null && difference < 0 && "text-destructive",
                  difference !== null && difference > 0 && "text-success",
                )}
              >
                {difference === null ? "–" : `${difference > 0 ? "+" : ""}${formatQuantity(difference)}`}
              </dd>
            </div>
          </dl>
          <TextField name="note" label={t("countNote")} required maxLength={400} />
          <DialogFooter>
            <SubmitButton>{t("countSave")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function Hidden({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
