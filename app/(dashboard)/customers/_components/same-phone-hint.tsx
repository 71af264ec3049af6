"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PhoneField } from "@/components/phone-input";
import { Alert } from "@/components/ui/alert";
import { readJson } from "@/lib/core/read-json";

type Known = { id: string; name: string };

/** The phone field; says who already has this number, and lets it be: a family may share one. */
export function SamePhoneHint({ customerId, defaultValue }: { customerId: string | null; defaultValue: string }) {
  const t = useTranslations("customers");
  const [phone, setPhone] = useState(defaultValue);
  const [found, setFound] = useState<Known[]>([]);

  useEffect(() => {
    if (phone.trim().length < 8) {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ phone, ...(customerId ? { except: customerId } : {}) });
      const known = await readJson<{ customers: Known[] }>(`/customers/same-phone?${query}`, stop.signal);
      if (known && !stop.signal.aborted) setFound(known.customers);
    }, 350);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [phone, customerId]);

  return (
    <div className="grid content-start gap-2">
      <PhoneField
        name="phone"
        label={t("phone")}
        optional
        defaultValue={defaultValue}
        autoComplete="off"
        onChange={(event) => setPhone(event.target.value)}
      />
      <div aria-live="polite">
        {found.length > 0 && (
          <Alert tone="warning">
            {t("samePhone")}{" "}
            {found.map((customer, index) => (
              <span key={customer.id}>
                {index > 0 && ", "}
                <Link href={`/customers/${customer.id}`} className="font-medium underline underline-offset-2">
                  {customer.name}
                </Link>
              </span>
            ))}
          </Alert>
        )}
      </div>
    </div>
  );
}
