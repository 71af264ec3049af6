"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { ConfirmButton } from "@/components/confirm-button";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { FoundProduct } from "@/lib/repairs/lookup";
import type { TakenPart } from "@/lib/repairs/ticket";
import { ProductSearch } from "../../_components/product-search";
import { returnPartAction, takePartAction } from "../../actions";
import type { Desk } from "./desk";
import { parseQuantity } from "./estimate-draft";

/** Parts leave the shelf when they are taken and come back by an opposite entry. */
export function PartsCard({ desk }: { desk: Desk }) {
  const { ticket } = desk;
  const t = useTranslations("repairs.parts");
  const isOpen = ticket.phase !== "CLOSED" && ticket.phase !== "CANCELLED";
  const canWrite = desk.capabilities.includes("repair.write") && ticket.settled_at === null;
  const [picked, setPicked] = useState<FoundProduct | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        {ticket.parts.length === 0 && <p className="text-muted-foreground text-sm">{t("none")}</p>}
        {ticket.parts.length > 0 && (
          <ul className="grid gap-1.5">
            {ticket.parts.map((part) => (
              <PartLine key={part.id} part={part} canReturn={canWrite} />
            ))}
          </ul>
        )}
        {canWrite && isOpen && (
          <>
            <ProductSearch outletId={ticket.outlet_id} kind="parts" label={t("findPart")} onPick={setPicked} />
            {picked && (
              <TakePart key={picked.id} ticketId={ticket.id} product={picked} onDone={() => setPicked(null)} />
            )}
          </>
        )}
      </CardContent>
    </Card>
  );
}

function PartLine({ part, canReturn }: { part: TakenPart; canReturn: boolean }) {
  const t = useTranslations("repairs.parts");
  const [clientId] = useState(() => crypto.randomUUID());
  const isBack = part.left <= 0;
  return (
    <li className="flex items-center gap-3 text-sm">
      <span className="w-8 shrink-0 text-right text-muted-foreground tabular-nums">
        {isBack ? part.quantity : part.left} ×
      </span>
      <span
        className={
          isBack ? "min-w-0 flex-1 break-words text-muted-foreground line-through" : "min-w-0 flex-1 break-words"
        }
      >
        {part.name}
      </span>
      {isBack ? (
        <span className="text-muted-foreground text-xs">{t("returned")}</span>
      ) : (
        canReturn && (
          <ConfirmButton
            variant="ghost"
            size="sm"
            title={t("giveBackTitle", { name: part.name })}
            description={t("giveBackText", { quantity: part.left })}
            confirmLabel={t("giveBack")}
            action={returnPartAction}
            input={{ clientId, partId: part.id }}
            successMessage={t("givenBack", { name: part.name })}
          >
            <Undo2 aria-hidden />
            {t("giveBack")}
          </ConfirmButton>
        )
      )}
    </li>
  );
}

function TakePart({ ticketId, product, onDone }: { ticketId: string; product: FoundProduct; onDone: () => void }) {
  const t = useTranslations("repairs.parts");
  const errorText = useErrorText();
  const [clientId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState("1");
  const [pending, startTransition] = useTransition();
  const quantity = parseQuantity(text);
  const take = () => {
    if (quantity === null) return;
    startTransition(async () => {
      const result = await takePartAction(null, { clientId, ticketId, productId: product.id, quantity });
      if (!result) return;
      if (!result.ok) {
        toast.error(errorText(result.code, result.detail));
        return;
      }
      toast.success(t("taken", { name: product.name }));
      onDone();
    });
  };
  return (
    <div className="grid gap-2 rounded-md border bg-muted/50 p-3">
      <p className="font-medium text-sm">{product.name}</p>
      <div className="flex items-end gap-2">
        <Field
          label={t("quantity")}
          error={quantity === null ? errorText("input.quantity") : undefined}
          className="w-24"
        >
          <Input
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="text-right tabular-nums"
          />
        </Field>
        <Button
          className="flex-1"
          onClick={take}
          disabled={quantity === null || pending}
          aria-busy={pending || undefined}
        >
          {pending && <Spinner />}
          {t("takeIt")}
        </Button>
      </div>
    </div>
  );
}
