"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useState } from "react";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { PhoneField } from "@/components/phone-input";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import type { CounterCustomer } from "@/lib/pos/schema";
import { createCustomerAction } from "../actions";
import { useCounter } from "./counter-context";
import { useRemote } from "./use-remote";

/** Waits until typing pauses. */
function usePaused(value: string, ms: number): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return useDeferredValue(paused);
}

export function CustomerForm({ onPick }: { onPick: (customer: CounterCustomer) => void }) {
  const t = useTranslations("counter");
  const [typed, setTyped] = useState("");
  const [adding, setAdding] = useState(false);
  const query = usePaused(typed.trim(), 150);
  const found = useRemote<CounterCustomer[]>(
    query.length >= 2 ? `/counter/customers?q=${encodeURIComponent(query)}` : null,
  );
  if (adding) return <NewCustomer typed={typed.trim()} onPick={onPick} onBack={() => setAdding(false)} />;
  const first = found?.state === "ready" ? found.value[0] : undefined;
  return (
    <div className="grid gap-3">
      <DialogHeader>
        <DialogTitle>{t("customerTitle")}</DialogTitle>
      </DialogHeader>
      <Field label={t("findCustomer")}>
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && first && query === typed.trim()) onPick(first);
          }}
          autoComplete="off"
          maxLength={80}
        />
      </Field>
      <div aria-live="polite" className="min-h-40">
        {!found && <p className="py-3 text-muted-foreground text-sm">{t("customerHint")}</p>}
        {found?.state === "loading" && <Spinner />}
        {found?.state === "failed" && <p className="py-3 text-destructive text-sm">{t("loadFailed")}</p>}
        {found?.state === "ready" && found.value.length === 0 && (
          <p className="py-3 text-muted-foreground text-sm">{t("customerNone", { query })}</p>
        )}
        {found?.state === "ready" && (
          <ul className="grid gap-0.5">
            {found.value.map((customer) => (
              <li key={customer.id}>
                <button
                  type="button"
                  onClick={() => onPick(customer)}
                  className="flex min-h-11 w-full items-center justify-between gap-3 rounded-md px-3 py-2 text-left hover:bg-accent focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0 truncate font-medium text-sm">{customer.name}</span>
                  <span className="shrink-0 text-muted-foreground text-xs tabular-nums">{customer.phone_masked}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={() => setAdding(true)}>
          <UserRoundPlus aria-hidden />
          {t("newCustomer")}
        </Button>
      </DialogFooter>
    </div>
  );
}

function NewCustomer({
  typed,
  onPick,
  onBack,
}: {
  typed: string;
  onPick: (customer: CounterCustomer) => void;
  onBack: () => void;
}) {
  const t = useTranslations("counter");
  const common = useTranslations("common");
  const { outletId, locale } = useCounter();
  const isPhone = /^[\d+\s-]{4,}$/.test(typed);
  return (
    <div className="grid gap-4">
      <DialogHeader>
        <DialogTitle>{t("newCustomer")}</DialogTitle>
      </DialogHeader>
      <ActionForm action={createCustomerAction} onSuccess={onPick} className="grid gap-4">
        <TextField
          name="name"
          label={common("name")}
          required
          maxLength={160}
          defaultValue={isPhone ? "" : typed}
          autoComplete="off"
        />
        <PhoneField
          name="phone"
          label={common("phone")}
          required
          defaultValue={isPhone ? typed : ""}
          autoComplete="off"
        />
        <SelectField
          name="locale"
          label={t("customerLanguage")}
          defaultValue={locale}
          options={[
            { value: "ms", label: common("languages.ms") },
            { value: "en", label: common("languages.en") },
          ]}
        />
        <input type="hidden" name="outletId" value={outletId} />
        <DialogFooter>
          <Button variant="ghost" onClick={onBack}>
            {common("back")}
          </Button>
          <SubmitButton>{t("newCustomerSave")}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </div>
  );
}
