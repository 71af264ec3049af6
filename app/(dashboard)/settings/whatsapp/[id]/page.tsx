import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getNow, getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { userDb } from "@/lib/db/user";
import { getHealth, getNumber } from "@/lib/whatsapp/channels/queries";
import { readCharges } from "@/lib/whatsapp/cloud/charges";
import { listTemplates, readSetup } from "@/lib/whatsapp/cloud/numbers";
import { ChannelActions } from "../_components/channel-actions";
import { ChannelLive } from "../_components/channel-live";
import { Charges } from "../_components/charges";
import { CloudSetup } from "../_components/cloud-setup";
import { Failures } from "../_components/failures";
import { LinkPanel } from "../_components/link-panel";
import { ReadReceipts } from "../_components/read-receipts";
import { RenameForm } from "../_components/rename-form";
import { Signs } from "../_components/signs";
import { StateBadge } from "../_components/state-badge";
import { Templates } from "../_components/templates";

type Props = { params: Promise<{ id: string }> };

/** WhatsApp drops linked devices after 14 days without the phone (whatsapp.com, linked devices). */
const PHONE_AWAY_MS = 10 * 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("sections.whatsapp") };
}

export default async function NumberPage({ params }: Props) {
  const me = await requireContext("channel.manage");
  const { id } = await params;
  const db = await userDb();
  const number = await getNumber(db, me.tenant.id, id);
  if (!number) notFound();
  const isCloud = number.kind === "cloud";
  const [health, t, deliveries, now, setup, templates, month] = await Promise.all([
    getHealth(db, id),
    getTranslations("channels"),
    getTranslations("deliveries"),
    getNow(),
    isCloud && can(me, "channel.link") ? readSetup(db, me.tenant.id, id) : null,
    isCloud ? listTemplates(db, me.tenant.id, id) : [],
    isCloud ? readCharges(db, id) : null,
  ]);
  const { state, state_reason: reason } = number;
  const isLinked = number.kind === "baileys";
  const isPhoneAway =
    isLinked && health.last_phone_at !== null && now.getTime() - Date.parse(health.last_phone_at) > PHONE_AWAY_MS;
  return (
    <>
      <ChannelLive />
      <Card>
        <CardHeader>
          <CardTitle className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {number.name} <StateBadge state={state} />
          </CardTitle>
          <CardDescription>
            {t(`kinds.${number.kind}`)} · {number.outlets.name}
            {number.address?.startsWith("+") && <> · {formatPhone(number.address)}</>} · {t("since")}{" "}
            <DateText at={number.state_since} kind="datetime" />
          </CardDescription>
        </CardHeader>
        <CardContent className="grid gap-4">
          <Alert tone={state === "connected" ? "success" : "info"}>
            <p className="font-medium">
              {reason && t.has(`reason.${reason}`) ? t(`reason.${reason}`) : t(`about.${state}`)}
            </p>
            <p className="mt-1">
              {isCloud && t.has(`cloud.next.${state}`) ? t(`cloud.next.${state}`) : t(`next.${state}`)}
            </p>
            {number.next_attempt_at && (
              <p className="mt-1">
                {t("nextAt")} <DateText at={number.next_attempt_at} kind="datetime" />
              </p>
            )}
          </Alert>
          {isPhoneAway && <Alert tone="warning">{t("phoneAway")}</Alert>}
          {isLinked && number.paused_at === null && (
            <LinkPanel id={id} state={state} mayLink={can(me, "channel.link")} number={number.address} />
          )}
          {isCloud &&
            (setup ? <CloudSetup id={id} setup={setup} /> : <p className="text-sm">{t("cloud.ownerOnly")}</p>)}
          <Signs health={health} />
        </CardContent>
      </Card>
      {isCloud && <Templates id={id} templates={templates} />}
      {month && <Charges month={month} />}
      <Card>
        <CardHeader>
          <CardTitle>{t("failed.title")}</CardTitle>
          <CardDescription>{t("failed.text")}</CardDescription>
          <CardAction>
            <Button variant="outline" size="sm" asChild>
              <Link href={`/settings/whatsapp/${id}/log`}>{deliveries("open")}</Link>
            </Button>
          </CardAction>
        </CardHeader>
        <Failures failed={health.failed} />
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("history.title")}</CardTitle>
          <CardDescription>{t("history.text")}</CardDescription>
        </CardHeader>
        <ol className="divide-y border-t">
          {health.states.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:px-5">
              <span className="w-40 text-muted-foreground text-xs tabular-nums">
                <DateText at={one.at} kind="datetime" />
              </span>
              <StateBadge state={one.state} />
              {one.reason && t.has(`reason.${one.reason}`) && (
                <span className="min-w-0 flex-1 text-muted-foreground text-xs">{t(`reason.${one.reason}`)}</span>
              )}
            </li>
          ))}
        </ol>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("manage.title")}</CardTitle>
          <CardDescription>
            {t("manage.concierge")}{" "}
            <Link href="/settings/concierge" className="underline underline-offset-2">
              {t("manage.conciergeLink")}
            </Link>
          </CardDescription>
        </CardHeader>
        <CardContent className="grid gap-4">
          <RenameForm id={id} name={number.name} />
          <ReadReceipts id={id} on={number.settings.read_receipts} />
          <ChannelActions
            id={id}
            name={number.name}
            paused={number.paused_at !== null}
            stays={number.kind === "simulator"}
          />
        </CardContent>
      </Card>
    </>
  );
}
