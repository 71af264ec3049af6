"use client";

import { PlaneTakeoff, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/core/cn";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { createPhone, type Phone } from "./api";

type PhoneListProps = {
  phones: Phone[];
  chosen: string | null;
  onChoose: (number: string) => void;
  onCreated: (number: string) => Promise<void>;
  className?: string;
};

function matches(phone: Phone, query: string): boolean {
  const digits = query.replace(/\D/g, "").replace(/^0/, "");
  return (
    (phone.name ?? "").toLowerCase().includes(query.toLowerCase()) || (digits !== "" && phone.number.includes(digits))
  );
}

export function PhoneList({ phones, chosen, onChoose, onCreated, className }: PhoneListProps) {
  const t = useTranslations("simulator");
  const [query, setQuery] = useState("");
  const [isAdding, setAdding] = useState(phones.length === 0);
  const shown = query.trim() === "" ? phones : phones.filter((phone) => matches(phone, query.trim()));

  return (
    <section aria-label={t("phones")} className={cn("flex flex-col", className)}>
      <div className="flex items-end gap-2 border-b p-3">
        <Field label={t("searchPhones")} hideLabel className="flex-1">
          <Input
            type="search"
            placeholder={t("searchPhones")}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </Field>
        <Button variant="outline" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          <Plus aria-hidden />
          {t("newPhone")}
        </Button>
      </div>
      {isAdding && (
        <NewPhone
          onCreated={async (number) => {
            setAdding(false);
            setQuery("");
            await onCreated(number);
          }}
        />
      )}
      {shown.length === 0 && (
        <p className="p-6 text-center text-muted-foreground text-sm">
          {phones.length === 0 ? t("noPhones") : t("noMatch")}
        </p>
      )}
      <ul className="relative min-h-0 flex-1 overflow-y-auto p-1.5">
        {shown.map((phone) => (
          <li key={phone.number}>
            <button
              type="button"
              aria-current={phone.number === chosen}
              onClick={() => onChoose(phone.number)}
              className="flex min-h-13 w-full items-center gap-3 rounded-lg px-2.5 py-2 text-left hover:bg-accent aria-[current=true]:bg-primary-soft"
            >
              <Avatar name={phone.name ?? phone.number} size="sm" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium text-sm">{phone.name ?? phone.shown}</span>
                {phone.name && (
                  <span className="block truncate text-muted-foreground text-xs tabular-nums">{phone.shown}</span>
                )}
              </span>
              {!phone.online && <PlaneTakeoff className="size-4 text-warning" aria-label={t("airplane")} role="img" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewPhone({ onCreated }: { onCreated: (number: string) => Promise<void> }) {
  const t = useTranslations("simulator");
  const errorText = useErrorText();
  const [code, setCode] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await createPhone(String(form.get("number") ?? ""), String(form.get("name") ?? ""));
    setBusy(false);
    setCode(answer.ok ? null : answer.code);
    if (answer.ok) await onCreated(answer.value.number);
  }

  return (
    <form onSubmit={submit} className="grid gap-3 border-b bg-muted/50 p-3">
      <Field
        label={t("number")}
        name="number"
        hint={t("numberHint")}
        required
        error={code ? errorText(code) : undefined}
      >
        <Input type="tel" inputMode="tel" maxLength={40} autoComplete="off" />
      </Field>
      <Field label={t("customerName")} name="name" optional>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Button type="submit" disabled={isBusy}>
        {t("addPhone")}
      </Button>
    </form>
  );
}
