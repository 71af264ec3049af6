"use client";

import { MessageCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { cn } from "@/lib/core/cn";
import { fetchPhones, type Phone, type Shop } from "./api";
import { Chat } from "./chat";
import { PhoneList } from "./phone-list";

type SimulatorProps = {
  shops: Shop[];
  initialPhones: Phone[];
  initialPhone: string | null;
  initialShop: string | null;
};

/** Phones on the left, the chosen one's chat on the right; on a phone's width one after the other. */
export function Simulator({ shops, initialPhones, initialPhone, initialShop }: SimulatorProps) {
  const t = useTranslations("simulator");
  const [phones, setPhones] = useState(initialPhones);
  const [number, setNumber] = useState(initialPhone);
  const [address, setAddress] = useState(
    shops.some((shop) => shop.address === initialShop) ? initialShop : (shops[0]?.address ?? null),
  );

  useEffect(() => {
    const query = new URLSearchParams();
    if (number) query.set("phone", number);
    if (address) query.set("shop", address);
    window.history.replaceState(null, "", `?${query}`);
  }, [number, address]);

  const refreshPhones = useCallback(async () => {
    const answer = await fetchPhones();
    if (answer.ok) setPhones(answer.value.phones);
  }, []);

  const shop = shops.find((each) => each.address === address);
  if (!shop) return <EmptyState icon={MessageCircle} title={t("noShop")} className="h-full" />;
  const phone = number
    ? (phones.find((each) => each.number === number) ?? { number, shown: number, name: null, online: true })
    : null;

  return (
    <div className="mx-auto grid h-full max-w-5xl sm:p-4 md:grid-cols-[19rem_minmax(0,1fr)] md:gap-4">
      <PhoneList
        className={cn("min-h-0 bg-card sm:rounded-xl sm:border", phone && "max-md:hidden")}
        phones={phones}
        chosen={number}
        onChoose={setNumber}
        onCreated={async (created) => {
          await refreshPhones();
          setNumber(created);
        }}
      />
      <section
        aria-label={t("title")}
        className={cn("min-h-0 bg-card sm:overflow-hidden sm:rounded-xl sm:border", !phone && "max-md:hidden")}
      >
        {phone ? (
          <Chat
            key={`${phone.number} ${shop.address}`}
            phone={phone}
            shop={shop}
            shops={shops}
            onShop={setAddress}
            onBack={() => setNumber(null)}
            onPhones={refreshPhones}
          />
        ) : (
          <EmptyState icon={MessageCircle} title={t("choosePhone")} description={t("intro")} className="h-full" />
        )}
      </section>
    </div>
  );
}
