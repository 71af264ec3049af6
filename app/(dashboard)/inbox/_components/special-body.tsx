"use client";

import { BarChart3, ContactRound, EyeOff, MapPin } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useErrorText } from "@/lib/i18n/use-error-text";
import type { Message } from "@/lib/inbox/schema";
import { mapLink } from "@/lib/whatsapp/map-link";

/** Places, contact cards and polls as what they are; and what cannot be shown, with the reason. */
export function SpecialBody({ message, canReply }: { message: Message; canReply: boolean }) {
  if (message.kind === "location") return <Place message={message} />;
  if (message.kind === "contact") return <Cards message={message} canReply={canReply} />;
  if (message.kind === "poll") return <Poll message={message} />;
  return <NotShown message={message} />;
}

function Head({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-1.5 text-muted-foreground text-xs [&_svg]:size-3.5 [&_svg]:shrink-0">
      {icon}
      {children}
    </p>
  );
}

function Place({ message: { payload } }: { message: Message }) {
  const t = useTranslations("inbox.special");
  const { name, address, latitude, longitude, live } = payload;
  return (
    <div className="grid gap-1 [overflow-wrap:anywhere]">
      <Head icon={<MapPin aria-hidden />}>{t(live ? "live" : "place")}</Head>
      {name && <p className="font-medium">{name}</p>}
      {address && <p>{address}</p>}
      {latitude !== undefined && longitude !== undefined && (
        <>
          <p className="text-muted-foreground text-xs tabular-nums">
            {latitude.toFixed(5)}, {longitude.toFixed(5)}
          </p>
          <a
            href={mapLink({ latitude, longitude })}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline underline-offset-2"
          >
            {t("map")}
          </a>
        </>
      )}
    </div>
  );
}

function Cards({ message: { payload }, canReply }: { message: Message; canReply: boolean }) {
  const t = useTranslations("inbox.special");
  return (
    <ul className="grid gap-2">
      {(payload.contacts ?? []).map(({ name, phones }, index) => (
        <li key={`${name} ${phones[0]?.shown ?? index}`} className="grid gap-1 [overflow-wrap:anywhere]">
          <Head icon={<ContactRound aria-hidden />}>{t("card")}</Head>
          <p className="font-medium">{name || t("noName")}</p>
          {phones.map(({ shown, number }) => (
            <p key={shown} className="flex flex-wrap items-baseline gap-x-3">
              <span className="tabular-nums">{shown}</span>
              {canReply && number && (
                <Link
                  href={`/customers/new?${new URLSearchParams({ name, phone: number })}`}
                  prefetch={false}
                  className="text-xs underline underline-offset-2"
                >
                  {t("add")}
                </Link>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Poll({ message: { payload } }: { message: Message }) {
  const t = useTranslations("inbox.special");
  return (
    <div className="grid gap-1 [overflow-wrap:anywhere]">
      <Head icon={<BarChart3 aria-hidden />}>{t(payload.several ? "pollSeveral" : "poll")}</Head>
      <p className="font-medium">{payload.question}</p>
      <ul className="ml-4 list-disc">
        {(payload.options ?? []).map((option) => (
          <li key={option}>{option}</li>
        ))}
      </ul>
      <p className="text-muted-foreground text-xs">{t("pollVotes")}</p>
    </div>
  );
}

/** Reasons of our own; another is what kept a file from being stored, in the words that uploads use. */
function NotShown({ message: { payload, kind } }: { message: Message }) {
  const t = useTranslations("inbox");
  const errors = useTranslations("errors");
  const errorText = useErrorText();
  const reason = payload.reason?.replace(/^(message|media)\./, "") ?? "type";
  const own = `special.reasons.${reason}`;
  const kindName = t.has(`kinds.${kind}`) ? t(`kinds.${kind}`) : t("kinds.unsupported");
  return (
    <p className="flex gap-1.5 text-muted-foreground italic">
      {reason === "view_once" && <EyeOff aria-hidden className="mt-1 size-3.5 shrink-0" />}
      {t.has(own)
        ? t(own)
        : payload.reason && errors.has(payload.reason)
          ? errorText(payload.reason)
          : t("notShown", { kind: kindName })}
    </p>
  );
}
