"use client";

import { ArrowLeft, PlaneTakeoff, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { type Draft, type Phone, type Shop, sendDraft, setAirplane, type ThreadMessage } from "./api";
import { Bubble, type Tap } from "./bubble";
import { Composer } from "./composer";
import { useThread } from "./use-thread";

type ChatProps = {
  phone: Phone;
  shop: Shop;
  shops: Shop[];
  onShop: (address: string) => void;
  onBack: () => void;
  onPhones: () => Promise<void>;
};

export function Chat({ phone, shop, shops, onShop, onBack, onPhones }: ChatProps) {
  const t = useTranslations("simulator");
  const errorText = useErrorText();
  const [problem, setProblem] = useState<string | null>(null);
  const { messages, isReachable, reload } = useThread(phone.number, shop.address, () => void onPhones());

  async function send(draft: Pick<Draft, "id" | "body"> & Partial<Draft>): Promise<boolean> {
    const answer = await sendDraft({ phone: phone.number, shop: shop.address, ...draft });
    setProblem(answer.ok ? null : t("notSent", { reason: errorText(answer.code, { mb: draft.file ? 5 : 16 }) }));
    if (answer.ok) reload();
    return answer.ok;
  }

  async function tap({ id, title, kind, replyTo }: Tap) {
    // The network keeps one message per id: a double tap on the same button of the same message is one answer.
    await send({ id: `tap-${replyTo}-${id}`.slice(0, 110), body: title, kind, payload: { id, title }, replyTo });
  }

  async function toggleAirplane(isOn: boolean) {
    const answer = await setAirplane(phone.number, !isOn);
    if (!answer.ok) setProblem(t("error.unreachable"));
    await onPhones();
    reload();
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ChatHeader {...{ phone, shop, shops, onShop, onBack }} onAirplane={toggleAirplane} />
      {!phone.online && (
        <p className="flex items-center gap-2 border-b bg-warning-soft px-4 py-2 text-warning text-xs">
          <PlaneTakeoff aria-hidden className="size-4 shrink-0" />
          {t("airplaneOn")}
        </p>
      )}
      <p role="status" className="contents">
        {!isReachable && (
          <span className="flex items-center gap-2 border-b bg-muted px-4 py-2 text-muted-foreground text-xs">
            <WifiOff aria-hidden className="size-4 shrink-0" />
            {t("offline")}
          </span>
        )}
      </p>
      <ThreadView messages={messages} shop={shop} onTap={tap} />
      <p role="alert" className="contents">
        {problem && (
          <span className="block border-t bg-destructive-soft px-4 py-2 text-destructive text-sm">{problem}</span>
        )}
      </p>
      <Composer onSend={send} />
    </div>
  );
}

function ChatHeader({
  phone,
  shop,
  shops,
  onShop,
  onBack,
  onAirplane,
}: Omit<ChatProps, "onPhones"> & { onAirplane: (isOn: boolean) => Promise<void> }) {
  const t = useTranslations("simulator");
  const switchId = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-3 py-2.5">
      <Button variant="ghost" size="icon" className="md:hidden" onClick={onBack}>
        <ArrowLeft aria-hidden />
        <span className="sr-only">{t("backToPhones")}</span>
      </Button>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-sm">{phone.name ?? phone.shown}</h2>
        <p className="truncate text-muted-foreground text-xs tabular-nums">{phone.shown}</p>
      </div>
      <div className="flex items-center gap-2 text-xs">
        <label htmlFor={switchId}>{t("airplane")}</label>
        <Switch id={switchId} checked={!phone.online} onCheckedChange={(isOn) => void onAirplane(isOn)} />
      </div>
      <Field label={t("shop")} hideLabel className="w-full lg:w-64">
        <NativeSelect value={shop.address} onChange={(event) => onShop(event.currentTarget.value)}>
          {shops.map((each) => (
            <option key={each.address} value={each.address}>
              {t("shopOption", { shop: each.shop, outlet: each.outlet })}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </div>
  );
}

/** A region that scrolls must be reachable by keyboard, though nothing in it may be a control. */
const KEYBOARD_SCROLL = { tabIndex: 0 };

type ThreadViewProps = { messages: ThreadMessage[] | null; shop: Shop; onTap: (tap: Tap) => Promise<void> };

function ThreadView({ messages, shop, onTap }: ThreadViewProps) {
  const t = useTranslations("simulator");
  const box = useRef<HTMLDivElement>(null);
  const newest = messages?.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (newest) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);

  return (
    <div
      ref={box}
      role="log"
      aria-label={t("thread", { shop: shop.shop })}
      {...KEYBOARD_SCROLL}
      className="relative min-h-0 flex-1 overflow-y-auto bg-background px-3 py-4 sm:px-5"
    >
      {messages === null && <Spinner className="mx-auto mt-8" />}
      {messages?.length === 0 && (
        <p className="mt-8 text-center text-muted-foreground text-sm">{t("emptyThread", { shop: shop.shop })}</p>
      )}
      <ol className="grid gap-2">
        {messages?.map((message) => (
          <Bubble key={message.seq} message={message} shop={shop.shop} onTap={onTap} />
        ))}
      </ol>
    </div>
  );
}
