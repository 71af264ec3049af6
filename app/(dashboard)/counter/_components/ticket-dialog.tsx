"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MoneyText } from "@/components/money-text";
import { StatusBadge } from "@/components/status-badge";
import { toast } from "@/components/toast";
import { DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { OpenTicket, TicketBill } from "@/lib/pos/schema";
import { readTicketBill } from "./read-ticket-bill";
import { useRemote } from "./use-remote";

export function TicketForm({ onPick }: { onPick: (bill: TicketBill) => void }) {
  const t = useTranslations("counter");
  const errorText = useErrorText();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const found = useRemote<OpenTicket[]>("/counter/tickets");
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const shown =
    found?.state === "ready"
      ? found.value.filter((row) =>
          words.every((word) => `${row.number} ${row.customer_name} ${row.device}`.toLowerCase().includes(word)),
        )
      : [];

  async function pick(id: string) {
    setBusy(id);
    const bill = await readTicketBill(id);
    setBusy(null);
    if (bill.ok) onPick(bill.value);
    else toast.error(errorText(bill.code, bill.detail));
  }

  return (
    <div className="grid gap-3">
      <DialogHeader>
        <DialogTitle>{t("ticketTitle")}</DialogTitle>
      </DialogHeader>
      <Field label={t("ticketSearch")}>
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
      </Field>
      <div aria-live="polite" className="max-h-[50dvh] min-h-40 overflow-y-auto">
        {found?.state === "loading" && <Spinner />}
        {found?.state === "failed" && <p className="py-3 text-destructive text-sm">{t("loadFailed")}</p>}
        {found?.state === "ready" && shown.length === 0 && (
          <p className="py-3 text-muted-foreground text-sm">{t("ticketNone")}</p>
        )}
        <ul className="grid gap-0.5">
          {shown.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                aria-busy={busy === row.id}
                onClick={() => pick(row.id)}
                className="grid w-full grid-cols-[1fr_auto] items-center gap-x-3 gap-y-0.5 rounded-md px-3 py-2 text-left hover:bg-accent focus-visible:-outline-offset-2"
              >
                <span className="min-w-0 truncate font-medium text-sm">
                  {row.number} · {row.customer_name}
                </span>
                <MoneyText sen={row.total_sen} strong className="text-sm" />
                <span className="min-w-0 truncate text-muted-foreground text-xs">{row.device}</span>
                <StatusBadge value={row.phase}>{row.status_name}</StatusBadge>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
